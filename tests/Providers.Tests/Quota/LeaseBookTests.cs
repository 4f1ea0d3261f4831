using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Tests.Quota;

public sealed class LeaseBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly QuotaBudget Budget = new("p", 6_000, 10_000, 25_000);

    [Fact]
    public void Lease_GivesWhatThereIs_ButNotLessThanNeeded()
    {
        var book = new LeaseBook();

        Assert.Equal(4_000, book.Lease(Budget, 1_000, 4_000, Start).Units);
        Assert.Equal(6_000, book.Lease(Budget, 1_000, 9_000, Start).Units);
        Assert.Equal(new QuotaLease(0, LeaseBook.Lifetime, QuotaBudget.Window + LeaseBook.Lifetime), book.Lease(Budget, 1, 1, Start));
        Assert.Equal(10_000, book.Lease(Budget, 1, 20_000, Start.AddSeconds(62)).Units);
    }

    [Fact]
    public void Lease_OverTheDay_WaitsForTheDay()
    {
        var book = new LeaseBook();
        for (var i = 0; i < 5; i++) book.Lease(Budget, 5_000, 5_000, Start.AddMinutes(10 * i));

        var refused = book.Lease(Budget, 1, 1, Start.AddMinutes(50));

        Assert.Equal((0, TimeSpan.FromDays(1) + LeaseBook.Lifetime - TimeSpan.FromMinutes(50)), (refused.Units, refused.RetryAfter));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Leases_UsedAtTheLastMoment_NeverSumUpToMoreThanAMinutesBudget(int seed)
    {
        var random = new Random(seed);
        var book = new LeaseBook();
        var budget = Budget with { ProjectPerDay = long.MaxValue };
        var used = new List<(DateTimeOffset At, int Units)>();
        var now = Start;
        for (var i = 0; i < 2_000; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(400));
            var lease = book.Lease(budget, random.Next(1, 300), random.Next(1, 900), now);
            // A process may use what it has leased at any time until it expires, or never.
            used.Add((now + (lease.Lifetime * random.NextDouble()), random.Next(10) == 0 ? 0 : lease.Units));
        }

        Assert.All(used, end => Assert.InRange(used.Where(one => one.At <= end.At && one.At > end.At.AddMinutes(-1)).Sum(one => one.Units), 0, budget.ProjectPerMinute));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Leases_OfABookBegunAgainFromWhatWasWrittenDown_NeverSumUpToMoreThanAMinutesBudget(int seed)
    {
        var random = new Random(seed);
        var budget = Budget with { ProjectPerDay = long.MaxValue };
        var leased = new List<(DateTimeOffset At, long Units)>();
        var book = new LeaseBook();
        var now = Start;
        for (var i = 0; i < 2_000; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(400));
            if (random.Next(50) == 0)
            {
                book = new LeaseBook();
                foreach (var (at, units) in leased) book.Restore(units, at);
            }

            leased.Add((now, book.Lease(budget, random.Next(1, 300), random.Next(1, 900), now).Units));
        }

        Assert.All(leased, end => Assert.InRange(leased.Where(one => one.At <= end.At && one.At > end.At.AddMinutes(-1)).Sum(one => one.Units), 0, budget.ProjectPerMinute));
    }
}
