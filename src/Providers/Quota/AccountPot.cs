namespace EmailAgent.Providers.Quota;

/// <summary>
/// One account's budget. A little is kept for news and for persons, and once half of a minute's budget is gone, history is
/// paced: it comes evenly then, so that there is room for the others at any time instead of once a minute.
/// </summary>
internal sealed class AccountPot(int perMinute) : IQuotaPot
{
    private const double PushShare = 0.99;
    private const double BackfillShare = 0.98;
    private const double BackfillPace = 0.96;

    /// <summary>History that came a little late for its turn may catch up.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private readonly SlidingWindow _window = new(QuotaBudget.Window);
    private long _reserved;
    private DateTimeOffset _nextBackfill;
    private DateTimeOffset _pausedUntil;

    public int PerMinute => perMinute;

    /// <summary>Units of calls made in the last minute, and of those about to be made.</summary>
    public long Used(DateTimeOffset now) => _window.Used(now) + _reserved;

    /// <summary>Holds back all calls until this time, as the provider requested.</summary>
    public void PauseUntil(DateTimeOffset time) => _pausedUntil = LaterOf(_pausedUntil, time);

    public TimeSpan WaitFor(int units, QuotaPriority priority, DateTimeOffset now)
    {
        var ceiling = Ceiling(priority);
        if (_reserved > 0 && _reserved + units > ceiling)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var wait = Later(_window.UntilRoom(_reserved + units, ceiling, now), _pausedUntil - now);
        return priority == QuotaPriority.Backfill ? Later(wait, _nextBackfill - now) : wait;
    }

    /// <summary>Reserves the units: the call may still have to wait for the project's budget, and counts from when it is made.</summary>
    public void Take(int units, QuotaPriority priority, DateTimeOffset now)
    {
        _reserved += units;
        if (priority == QuotaPriority.Backfill && Used(now) > perMinute / 2)
        {
            _nextBackfill = LaterOf(_nextBackfill, now - Slack) + (QuotaBudget.Window * (units / (perMinute * BackfillPace)));
        }
    }

    /// <summary>Charges a call whose units were reserved.</summary>
    public void Use(int units, DateTimeOffset now)
    {
        _reserved -= units;
        _window.Take(units, now);
    }

    /// <summary>Releases the reserved units of a call that is not made.</summary>
    public void Release(int units) => _reserved -= units;

    private long Ceiling(QuotaPriority priority) => priority switch
    {
        QuotaPriority.Person => perMinute,
        QuotaPriority.Push => (long)(perMinute * PushShare),
        _ => (long)(perMinute * BackfillShare),
    };

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static DateTimeOffset LaterOf(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
