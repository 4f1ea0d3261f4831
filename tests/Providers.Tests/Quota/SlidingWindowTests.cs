using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Tests.Quota;

public sealed class SlidingWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void UntilRoom_OfAFullWindow_IsWhenEnoughHasFallenOut()
    {
        var window = new SlidingWindow(TimeSpan.FromSeconds(60));
        window.Take(60, Start);
        window.Take(40, Start.AddSeconds(10));

        Assert.Equal(TimeSpan.Zero, window.UntilRoom(20, 120, Start.AddSeconds(20)));
        Assert.Equal(TimeSpan.FromSeconds(40), window.UntilRoom(30, 100, Start.AddSeconds(20)));
        Assert.Equal(TimeSpan.FromSeconds(50), window.UntilRoom(70, 100, Start.AddSeconds(20)));
        Assert.Equal(TimeSpan.FromSeconds(50), window.UntilRoom(1_000, 100, Start.AddSeconds(20)));
        Assert.Equal(40, window.Used(Start.AddSeconds(60)));
        Assert.Equal(0, window.Used(Start.AddSeconds(70)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Takes_WaitingForRoom_AreNeverOverBudgetInAnyWindow(int seed)
    {
        const long Budget = 1_000;
        var random = new Random(seed);
        var window = new SlidingWindow(TimeSpan.FromSeconds(60));
        var taken = new List<(DateTimeOffset At, long Units)>();
        var now = Start;
        for (var i = 0; i < 3_000; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(200));
            var units = random.Next(1, 120);
            now += window.UntilRoom(units, Budget, now);
            window.Take(units, now);
            taken.Add((now, units));
        }

        Assert.All(taken, one => Assert.InRange(Sum(taken, one.At), 0, Budget));
        Assert.InRange(taken.Sum(one => one.Units) / (now - Start).TotalMinutes, Budget * 0.9, Budget * 1.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Requests_InBursts_LetAtMostTheLimitThroughInAnyWindow(int seed)
    {
        const int Limit = 10;
        var random = new Random(seed);
        var window = new SlidingWindow(TimeSpan.FromSeconds(60), grains: 12);
        var taken = new List<(DateTimeOffset At, long Units)>();
        var now = Start;
        for (var i = 0; i < 2_000; i++)
        {
            now += TimeSpan.FromMilliseconds(random.Next(10) == 0 ? random.Next(60_000) : random.Next(300));
            if (window.Used(now) >= Limit)
            {
                var wait = window.UntilRoom(1, Limit, now);
                Assert.InRange(wait, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(60));
                Assert.Equal(Limit, window.Used(now + wait - TimeSpan.FromTicks(1)));
                continue;
            }

            window.Take(1, now);
            taken.Add((now, 1));
        }

        Assert.All(taken, one => Assert.InRange(Sum(taken, one.At), 1, Limit));
    }

    private static long Sum(List<(DateTimeOffset At, long Units)> taken, DateTimeOffset end) =>
        taken.Where(one => one.At <= end && one.At > end.AddSeconds(-60)).Sum(one => one.Units);
}
