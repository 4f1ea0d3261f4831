using EmailAgent.Grains.SignIn;

namespace EmailAgent.Grains.Tests.SignIn;

public sealed class TokenPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(3600, 3300)]
    [InlineData(601, 301)]
    [InlineData(600, 300)]
    [InlineData(10, 5)]
    public void RenewAt_OfALife_IsBeforeItsEndButNotInItsFirstHalf(int life, int expected) =>
        Assert.Equal(Now.AddSeconds(expected), TokenPolicy.RenewAt(Now.AddSeconds(life), Now));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(9, 256)]
    [InlineData(12, 360)]
    [InlineData(int.MaxValue, 360)]
    public void RevocationDelay_AfterSoManyAttempts_DoublesUpToSixHours(int attempts, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), TokenPolicy.RevocationDelay(attempts));

    [Fact]
    public void Revocations_UntilTheyAreGivenUp_AreTriedForMoreThanHalfADay() => Assert.InRange(
        Enumerable.Range(1, TokenPolicy.MostRevocationAttempts - 1).Aggregate(TimeSpan.Zero, (sum, attempt) => sum + TokenPolicy.RevocationDelay(attempt)),
        TimeSpan.FromHours(12), TimeSpan.FromDays(2));
}
