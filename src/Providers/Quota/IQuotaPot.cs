namespace EmailAgent.Providers.Quota;

/// <summary>The budget behind a <see cref="QuotaLine"/>. Used under the line's lock.</summary>
internal interface IQuotaPot
{
    /// <summary>
    /// Returns the wait of the first call in the queue; zero when it is allowed; <see cref="Timeout.InfiniteTimeSpan"/> until the queue is
    /// notified of a change.
    /// </summary>
    TimeSpan WaitFor(int units, QuotaPriority priority, DateTimeOffset now);

    /// <summary>Pays for a call that can go.</summary>
    void Take(int units, QuotaPriority priority, DateTimeOffset now);
}
