namespace EmailAgent.Providers.Quota;

/// <summary>What a <see cref="QuotaLine"/> stands in front of. Used under the line's lock.</summary>
internal interface IQuotaPot
{
    /// <summary>How long the call at the head of the line has to wait; zero when it can go; <see cref="Timeout.InfiniteTimeSpan"/> until the line is told to look again.</summary>
    TimeSpan WaitFor(int units, QuotaPriority priority, DateTimeOffset now);

    /// <summary>Pays for a call that can go.</summary>
    void Take(int units, QuotaPriority priority, DateTimeOffset now);
}
