using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Tests.Jobs;

public sealed class JobPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 1, 5)]
    [InlineData(1, 0, 2.5)]
    [InlineData(2, 1, 10)]
    [InlineData(5, 1, 80)]
    [InlineData(1000, 1, 3600)]
    [InlineData(1000, 0, 1800)]
    public void RetryAfter_AnAttempt_DoublesUpToTheLongestWithARandomHalf(int attempt, double jitter, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), JobPolicy.Default.RetryAfter(attempt, jitter));

    [Fact]
    public void Pacing_WithARate_AllowsItAndNoBurstBeyondASecond()
    {
        var pacing = new JobPacing(2);
        Assert.Equal(2, pacing.Allowed(Start));
        pacing.Take(2);
        Assert.Equal(0, pacing.Allowed(Start));
        Assert.Equal(TimeSpan.FromSeconds(0.5), pacing.Wait());
        Assert.Equal(1, pacing.Allowed(Start.AddSeconds(0.5)));
        Assert.Equal(2, pacing.Allowed(Start.AddMinutes(1)));
    }

    [Fact]
    public void Pacing_WithARateBelowOneASecond_AllowsOneAtATime()
    {
        var pacing = new JobPacing(0.1);
        Assert.Equal(1, pacing.Allowed(Start));
        pacing.Take(1);
        Assert.Equal(TimeSpan.FromSeconds(10), pacing.Wait());
        Assert.Equal(0, pacing.Allowed(Start.AddSeconds(9)));
        Assert.Equal(1, pacing.Allowed(Start.AddSeconds(10.5)));
    }

    [Fact]
    public void Pacing_WithoutARate_AllowsAll()
    {
        var pacing = new JobPacing(null);
        pacing.Take(1000);
        Assert.Equal(int.MaxValue, pacing.Allowed(Start));
        Assert.Equal(TimeSpan.Zero, pacing.Wait());
    }

    [Fact]
    public void Options_ThatAreInvalid_AreAllNamed()
    {
        var result = new JobOptionsValidator().Validate(null, new JobOptions { PollInterval = TimeSpan.FromHours(1), Lease = TimeSpan.Zero, DrainTime = TimeSpan.FromSeconds(-1) });
        Assert.Equal(3, result.Failures!.Count());
        Assert.True(new JobOptionsValidator().Validate(null, new JobOptions()).Succeeded);
    }
}
