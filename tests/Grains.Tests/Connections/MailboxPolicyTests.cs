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
