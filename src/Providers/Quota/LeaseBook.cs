namespace EmailAgent.Providers.Quota;

/// <summary>
/// The leases of one project's budget. A lease may be used at any time of its life, so a minute is charged with the leases of that minute
/// and of a lifetime before.
/// </summary>
public sealed class LeaseBook
{
    /// <summary>Short, since budget leased and not used is lost to all.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Leases matter for this long.</summary>
    public static readonly TimeSpan Memory = Day + Lifetime;

    private readonly SlidingWindow _minute = new(QuotaBudget.Window + Lifetime);
    private readonly SlidingWindow _day = new(Memory);

    /// <summary>Takes in what had been leased before this book was begun, oldest first.</summary>
    public void Restore(long units, DateTimeOffset at)
    {
        _minute.Take(units, at);
        _day.Take(units, at);
    }

    /// <summary>Leases up to the wanted units, but none if fewer than needed are available.</summary>
    public QuotaLease Lease(QuotaBudget budget, int needed, int wanted, DateTimeOffset now)
    {
        var room = Math.Min(budget.ProjectPerMinute - _minute.Used(now), budget.ProjectPerDay - _day.Used(now));
        if (room < needed)
        {
            var minute = _minute.UntilRoom(needed, budget.ProjectPerMinute, now);
            var day = _day.UntilRoom(needed, budget.ProjectPerDay, now);
            return new QuotaLease(0, Lifetime, minute > day ? minute : day);
        }

        var given = (int)Math.Min(room, Math.Max(needed, wanted));
        _minute.Take(given, now);
        _day.Take(given, now);
        return new QuotaLease(given, Lifetime, TimeSpan.Zero);
    }
}
