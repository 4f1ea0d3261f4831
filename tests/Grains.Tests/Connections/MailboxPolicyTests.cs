using EmailAgent.Grains.Connections;
using EmailAgent.Providers;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Connections;

public sealed class MailboxPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly MailboxOptions _options = new();

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(20, 600)]
    [InlineData(1_000_000, 600)]
    public void RetryDelay_AtMiddleChance_DoublesUpToTheLongest(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), MailboxPolicy.RetryDelay(_options, failures, 0.5));

    [Fact]
    public void RetryDelay_ForAnyFailureAndChance_StaysWithinAQuarterOfItsBounds() => Prop.ForAll(
        Gen.Choose(1, int.MaxValue).Zip(Gen.Choose(0, 999)).ToArbitrary(),
        draw =>
        {
            var delay = MailboxPolicy.RetryDelay(_options, draw.Item1, draw.Item2 / 1000.0);
            return delay >= _options.FirstRetry * 0.75 && delay <= _options.LongestRetry * 1.25;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RetryDelay_WithAWaitThatTheServerAsksFor_IsNeverShorter()
    {
        var asked = TimeSpan.FromSeconds(20);

        Assert.InRange(MailboxPolicy.RetryDelay(_options, 1, asked, 0), asked, asked * 1.1);
        Assert.InRange(MailboxPolicy.RetryDelay(_options, 1, asked, 0.999), asked, asked * 1.1);
        Assert.Equal(MailboxPolicy.RetryDelay(_options, 9, 0.5), MailboxPolicy.RetryDelay(_options, 9, asked, 0.5));
    }

    [Theory]
    [InlineData(0, 0, false, 1)] // The first failure.
    [InlineData(3, 0, false, 4)] // It could not even be opened.
    [InlineData(1, 9, false, 2)] // It failed within five first waits after its login.
    [InlineData(1, 10, false, 1)]
    [InlineData(4, 15, false, 5)] // It failed sooner after its login than the wait before it, 16 s.
    [InlineData(4, 16, false, 1)] // It lived as long as the wait before it.
    [InlineData(50, 599, false, 51)]
    [InlineData(50, 600, false, 1)]
    [InlineData(2, 1, true, 3)]
    [InlineData(9, 1, true, 3)] // It brought in messages.
    public void CountFailure_AfterALogin_RemembersUntilTheSessionHasLivedForLong(int failures, int livedSeconds, bool hasProgressed, int expected) =>
        Assert.Equal(expected, MailboxPolicy.CountFailure(_options, failures, TimeSpan.FromSeconds(livedSeconds), isBusy: false, hasProgressed));

    [Theory]
    [InlineData(ProviderFailure.Unreachable, true, true)]
    [InlineData(ProviderFailure.Protocol, true, true)]
    [InlineData(ProviderFailure.Busy, true, false)]
    [InlineData(ProviderFailure.Unreachable, false, false)]
    public void Failure_WhileMessagesAreAskedForAgain_IsOfTheMessages_OnlyIfTheConnectionEnded(ProviderFailure failure, bool isRetrying, bool expected) =>
        Assert.Equal(expected, MailboxPolicy.IsOfTheMessages(failure, isRetrying));

    [Fact]
    public void CountFailure_OfAServerThatIsBusy_IsNotForgivenByALongLife()
    {
        Assert.Equal(4, MailboxPolicy.CountFailure(_options, 3, TimeSpan.FromHours(1), isBusy: true, hasProgressed: false));
        Assert.Equal(1, MailboxPolicy.CountFailure(_options, 0, TimeSpan.FromHours(1), isBusy: true, hasProgressed: false));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void Sessions_ThatFailSecondsAfterEachLogin_OpenFewTimesAnHour(int livedSeconds)
    {
        var lived = TimeSpan.FromSeconds(livedSeconds);
        var (failures, clock, logins) = (0, TimeSpan.Zero, 0);
        while (clock < TimeSpan.FromHours(1))
        {
            logins++;
            failures = MailboxPolicy.CountFailure(_options, failures, lived, isBusy: false, hasProgressed: false);
            clock += lived + MailboxPolicy.RetryDelay(_options, failures, 0);
        }

        Assert.InRange(logins, 5, 17);
    }

    [Theory]
    [InlineData(1, OutstandingReason.Unavailable, 1)]
    [InlineData(4, OutstandingReason.ConnectionLost, 8)]
    [InlineData(1, OutstandingReason.Refused, 8)]
    [InlineData(40, OutstandingReason.LeftOut, 24 * 60)]
    public void OutstandingDelay_AtMiddleChance_DoublesUpToTheLongest(int attempts, OutstandingReason reason, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), MailboxPolicy.OutstandingDelay(_options, attempts, reason, 0.5));

    [Fact]
    public void OutstandingDelay_ForAnyAttempt_VariesByAQuarter() => Prop.ForAll(
        Gen.Choose(1, int.MaxValue - 10).Zip(Gen.Choose(0, 999)).ToArbitrary(),
        draw =>
        {
            var delay = MailboxPolicy.OutstandingDelay(_options, draw.Item1, OutstandingReason.Refused, draw.Item2 / 1000.0);
            return delay >= _options.FirstOutstandingRetry * 0.75 && delay <= _options.LongestOutstandingRetry * 1.25;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void NextScope_BeforeThePollIsDue_IsThePushed() =>
        Assert.Equal(PullScope.Pushed, MailboxPolicy.NextScope(_options.ReconcileInterval, Now, Now.AddSeconds(1), Now, woken: false));

    [Fact]
    public void NextScope_WhenThePollIsDueOrSomebodyWants_IsAll()
    {
        Assert.Equal(PullScope.All, MailboxPolicy.NextScope(_options.ReconcileInterval, Now, Now, Now, woken: false));
        Assert.Equal(PullScope.All, MailboxPolicy.NextScope(_options.ReconcileInterval, Now, Now.AddSeconds(1), Now, woken: true));
    }

    [Fact]
    public void NextScope_AfterTheReconcileInterval_TrustsNoCounter() =>
        Assert.Equal(PullScope.Reconcile, MailboxPolicy.NextScope(_options.ReconcileInterval, Now, Now.AddSeconds(1), Now.AddHours(-6), woken: false));

    [Fact]
    public void Eta_AtASteadyPace_IsWhatIsLeftOverThePace() =>
        Assert.Equal(30, MailboxPolicy.Eta(syncedAtStart: 0, syncedNow: 1_000, total: 4_000, TimeSpan.FromSeconds(10)));

    [Fact]
    public void Eta_WithoutAPace_IsUnknown()
    {
        Assert.Null(MailboxPolicy.Eta(500, 500, 4_000, TimeSpan.FromSeconds(10)));
        Assert.Null(MailboxPolicy.Eta(0, 500, 4_000, TimeSpan.Zero));
    }

    [Fact]
    public void Eta_WhenAllIsThere_IsZero() => Assert.Equal(0, MailboxPolicy.Eta(0, 4_001, 4_000, TimeSpan.FromSeconds(1)));
}
