namespace EmailAgent.Providers.Quota;

/// <summary>The units of the project's budget that this process has leased; it leases more when a call waits for them.</summary>
internal sealed class ProjectPot(QuotaBudget budget, IQuotaLedger ledger, TimeProvider time) : IQuotaPot
{
    /// <summary>The wait before a ledger that failed is asked again.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly SlidingWindow _recent = new(LeaseBook.Lifetime);
    private int _units;
    private DateTimeOffset _expires;
    private DateTimeOffset _notBefore;
    private bool _asking;

    /// <summary>Indicates whether a request to the ledger is pending.</summary>
    public bool IsAsking => _asking;

    /// <summary>Runs a change under the line's lock and lets the line look again.</summary>
    public Action<Action> Notify { get; set; } = static change => change();

    public TimeSpan WaitFor(int units, QuotaPriority priority, DateTimeOffset now)
    {
        if (_expires > now && _units >= units)
        {
            return TimeSpan.Zero;
        }

        if (!_asking && now < _notBefore)
        {
            return _notBefore - now;
        }

        if (!_asking)
        {
            _asking = true;
            // What was needed lately will be needed again: one lease then serves many calls.
            var held = _expires > now ? _units : 0;
            var needed = units - held;
            var wanted = needed + (int)Math.Min(_recent.Used(now), budget.ProjectPerMinute / 20);
            _ = Task.Run(() => AskAsync(needed, wanted));
        }

        return Timeout.InfiniteTimeSpan;
    }

    public void Take(int units, QuotaPriority priority, DateTimeOffset now)
    {
        _units -= units;
        _recent.Take(units, now);
    }

    private async Task AskAsync(int needed, int wanted)
    {
        var asked = time.GetUtcNow();
        QuotaLease lease;
        try
        {
            lease = await ledger.LeaseAsync(budget, needed, wanted, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The ledger is shared and may be out of reach for a moment; calls wait meanwhile rather than go unpaid.
            lease = new QuotaLease(0, TimeSpan.Zero, AfterFailure);
        }

        Notify(() => Add(lease, asked));
    }

    private void Add(QuotaLease lease, DateTimeOffset asked)
    {
        var now = time.GetUtcNow();
        _asking = false;
        _notBefore = now + lease.RetryAfter;
        if (lease.Units > 0)
        {
            _units = lease.Units + (_expires > now ? _units : 0);
            // Joined with what is left, it lives as long as the older of the two: never longer than was granted.
            _expires = _expires > now ? _expires : asked + lease.Lifetime;
        }
    }
}
