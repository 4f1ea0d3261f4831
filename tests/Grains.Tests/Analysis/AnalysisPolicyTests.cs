using EmailAgent.Grains.Analysis;

namespace EmailAgent.Grains.Tests.Analysis;

public sealed class AnalysisPolicyTests
{
    [Fact]
    public void Pace_FollowsSlowly()
    {
        Assert.Equal(50f, AnalysisPolicy.Pace(null, 100, TimeSpan.FromSeconds(2)));
        Assert.Equal(60f, AnalysisPolicy.Pace(50f, 100, TimeSpan.FromSeconds(1)), 3);
    }

    [Theory]
    [InlineData(0, null, 0)]
    [InlineData(100, null, null)]
    [InlineData(100, 0f, null)]
    [InlineData(101, 50f, 3)]
    [InlineData(long.MaxValue, 0.001f, int.MaxValue)]
    public void Eta_IsWhatWaitsByThePace(long waiting, float? pace, int? expected) => Assert.Equal(expected, AnalysisPolicy.Eta(waiting, pace));

    [Fact]
    public void Rest_IsTakenDuringAnInitialSyncOnly()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), AnalysisPolicy.Rest(TimeSpan.FromSeconds(1), isSyncing: true));
        Assert.Equal(TimeSpan.Zero, AnalysisPolicy.Rest(TimeSpan.FromSeconds(1), isSyncing: false));
    }
}
