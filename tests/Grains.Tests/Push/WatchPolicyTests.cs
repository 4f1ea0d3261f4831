using EmailAgent.Grains.Push;
using EmailAgent.Providers;

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

    [Fact]
    public void IsReliable_OnlyWhilePushesOfEverythingArrive()
    {
        var heard = Watch with { RenewedAt = Begin, ExpiresAt = Begin.AddDays(7), HeardAt = Begin };

        Assert.True(WatchPolicy.IsReliable(heard, Begin.AddDays(6)));
        Assert.False(WatchPolicy.IsReliable(null, Begin));
        Assert.False(WatchPolicy.IsReliable(heard, Begin.AddDays(7)));
        Assert.False(WatchPolicy.IsReliable(heard with { Wanted = false }, Begin));
        Assert.False(WatchPolicy.IsReliable(heard with { HeardAt = null }, Begin));
        Assert.False(WatchPolicy.IsReliable(heard with { SilentSince = Begin }, Begin));
        Assert.False(WatchPolicy.IsReliable(heard with { Error = "Refused." }, Begin));
        Assert.False(WatchPolicy.IsReliable(heard with { Wish = new PushWish(null, ["INBOX"], Excludes: false) }, Begin));
    }

    [Fact]
    public void SilentSince_WithoutTheFirstPush_IsTheRenewalAfterAWhile()
    {
        var patience = TimeSpan.FromMinutes(1);
        var granted = Watch with { RenewedAt = Begin, ExpiresAt = Begin.AddDays(7) };

        Assert.Null(WatchPolicy.SilentSince(Watch, patience, Begin.AddMinutes(1)));
        Assert.Null(WatchPolicy.SilentSince(granted, patience, Begin.AddSeconds(59)));
        Assert.Equal(Begin, WatchPolicy.SilentSince(granted, patience, Begin.AddMinutes(1)));
        Assert.Null(WatchPolicy.SilentSince(granted with { HeardAt = Begin }, patience, Begin.AddDays(6)));
        Assert.Equal(Begin.AddDays(1), WatchPolicy.SilentSince(granted with { HeardAt = Begin, SilentSince = Begin.AddDays(1) }, patience, Begin.AddDays(2)));
        Assert.Null(WatchPolicy.SilentSince(granted, patience, Begin.AddDays(7)));
    }

    [Theory]
    [InlineData("+B,A", "", "+A,B")]
    [InlineData("+A", "+B,A", "+A,B")]
    [InlineData("+A", "+", "+")]
    [InlineData("+", "+A", "+")]
    [InlineData("-A,B", "-B,C", "-B")]
    [InlineData("-A", "-B", "+")]
    [InlineData("-A", "+A", "+")]
    public void Combine_OfAllWishesForAnAccount_LeavesNothingOut(string wish, string other, string expected)
    {
        var together = WatchPolicy.Combine(Wish(wish), other.Length == 0 ? [] : [Wish(other)]);
        Assert.Equal(expected, (together.Excludes ? "-" : "+") + string.Join(',', together.Labels));

        static PushWish Wish(string text) => new(null, text[1..].Split(',', StringSplitOptions.RemoveEmptyEntries), text[0] == '-');
    }

    [Fact]
    public void Combine_OfTopics_PrefersTheInstallations()
    {
        var (installations, own) = (new PushWish(null, [], Excludes: false), new PushWish("own", [], Excludes: false));
        Assert.Equal("own", WatchPolicy.Combine(own, []).Topic);
        Assert.Equal("own", WatchPolicy.Combine(own, [own with { Topic = "other" }]).Topic);
        Assert.Null(WatchPolicy.Combine(own, [installations]).Topic);
    }

    private static StoredWatch Watch => new(Wanted: true, new PushWish(null, [], Excludes: false), null, null, null, 0, null, null);
}
