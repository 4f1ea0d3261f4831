using EmailAgent.Grains.Push;
using EmailAgent.Storage.Push;

namespace EmailAgent.Grains.Tests.Push;

public sealed class WatchPolicyTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(7 * 24, 0, false)]
    [InlineData(7 * 24, 23, false)]
    [InlineData(7 * 24, 24, true)]
    [InlineData(30, 5, false)]
    [InlineData(30, 15, true)]
    [InlineData(2, 1, true)]
    public void IsDue_OfAWatchThatLivesSoLong_IsDailyAndInTheSecondHalfOfAShortLife(int lifeHours, int ageHours, bool expected)
    {
        var watch = Watch with { RenewedAt = Begin, ExpiresAt = Begin.AddHours(lifeHours) };

        Assert.Equal(expected, WatchPolicy.IsDue(watch, Begin.AddHours(ageHours)));
    }

    [Fact]
    public void IsDue_AfterAFailure_WaitsForTheNextAttempt()
    {
        var watch = Watch with { RenewedAt = Begin, ExpiresAt = Begin.AddDays(7), Attempts = 1, NextAttemptAt = Begin.AddDays(2) };

        Assert.False(WatchPolicy.IsDue(watch, Begin.AddDays(1.5)));
        Assert.True(WatchPolicy.IsDue(watch, Begin.AddDays(2)));
        Assert.False(WatchPolicy.IsDue(watch with { Wanted = false }, Begin.AddDays(2)));
    }

    [Fact]
    public void IsDue_NeverRenewed_IsAtOnce() => Assert.True(WatchPolicy.IsDue(Watch, Begin));

    // Whatever the failures: a watch of seven days is asked for often before it ends.
    [Fact]
    public void RetryDelay_AfterAnyNumberOfFailures_IsAtMostAnHour()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), WatchPolicy.RetryDelay(0));
        Assert.Equal(TimeSpan.FromMinutes(32), WatchPolicy.RetryDelay(5));
        Assert.Equal(TimeSpan.FromHours(1), WatchPolicy.RetryDelay(int.MaxValue));
    }

    private static StoredWatch Watch => new(Wanted: true, new WatchWish(null, [], Excludes: false), null, null, null, 0, null, null);
}
