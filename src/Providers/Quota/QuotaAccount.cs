namespace EmailAgent.Providers.Quota;

/// <summary>One account's calls. Safe for use by many threads.</summary>
public sealed class QuotaAccount : IDisposable
{
    private readonly QuotaScheduler _scheduler;
    private readonly AccountPot _pot;
    private readonly QuotaLine _line;
    private readonly TimeProvider _time;

    internal QuotaAccount(QuotaScheduler scheduler, int perMinute, TimeProvider time)
    {
        _scheduler = scheduler;
        _time = time;
        _pot = new AccountPot(perMinute);
        _line = new QuotaLine(_pot, time);
    }

    /// <summary>
    /// Units of history that are best asked for at once: as few as a hurried call can well wait for. Larger calls also leave more of
    /// the budget unused, because a minute does not hold a whole number of them.
    /// </summary>
    public int BackfillUnits => _pot.PerMinute / 25;

    /// <summary>Returns the use of the account's budget.</summary>
    public QuotaUsage Usage
    {
        get
        {
            var used = _line.Read(() => _pot.Used(_time.GetUtcNow()));
            return new QuotaUsage(_pot.PerMinute, Math.Max(0, _pot.PerMinute - used), used / QuotaBudget.Window.TotalSeconds, _line.Waiting);
        }
    }

    /// <summary>Waits until a call may be made, and pays for it.</summary>
    /// <param name="units">The cost of the call; at most a minute's budget.</param>
    public async Task AcquireAsync(int units, QuotaPriority priority, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, _pot.PerMinute);
        var began = _time.GetTimestamp();
        await _line.WaitAsync(units, priority, cancellationToken).ConfigureAwait(false);
        try
        {
            await _scheduler.Project.WaitAsync(units, priority, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _line.Change(() => _pot.Release(units));
            throw;
        }

        _line.Change(() => _pot.Use(units, _time.GetUtcNow()));
        QuotaMetrics.Report(_scheduler.Budget.Project, priority, units, _time.GetElapsedTime(began));
    }

    /// <summary>Waits until a call is allowed, and charges it, unless its turn does not come in time.</summary>
    /// <returns>True if the call is allowed.</returns>
    public async Task<bool> TryAcquireAsync(int units, QuotaPriority priority, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await AcquireAsync(units, priority, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Holds back all calls of the account, since the provider refused too many.</summary>
    public void Pause(TimeSpan time) => _line.Change(() => _pot.PauseUntil(_time.GetUtcNow() + time));

    public void Dispose() => _line.Dispose();
}
