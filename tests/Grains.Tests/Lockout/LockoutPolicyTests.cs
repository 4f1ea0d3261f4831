using EmailAgent.Grains.Lockout;
using EmailAgent.Grains.Notices;

namespace EmailAgent.Grains.Tests.Lockout;

public sealed class LockoutPolicyTests
{
    [Fact]
    public void Delays_FromTheLastFreeFailureOn_DoubleUpToTheLongest()
    {
        var delays = LockoutPolicy.Delays(3, TimeSpan.FromSeconds(10)).Select(delay => (int)delay.TotalSeconds);
        Assert.Equal([0, 0, 1, 2, 4, 8, 10], delays);
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Origin_IsAnIpv4AddressOrAnIpv6Network(string one, string other, bool same) =>
        Assert.Equal(same, LockoutPolicy.Origin(one)!.SequenceEqual(LockoutPolicy.Origin(other)!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("nonsense")]
    public void Origin_ThisMachineOrUnknown_IsNone(string? address) => Assert.Null(LockoutPolicy.Origin(address));

    [Fact]
    public void Secret_FromWhereTheOwnerIsKnown_IsCountedApart()
    {
        Assert.NotEqual(LockoutPolicy.Secret("Login", "ada@example.org", null), LockoutPolicy.Secret("Login", "ada@example.org", "192.0.2.1"));
        Assert.NotEqual(LockoutPolicy.Secret("Login", "ada@example.org", null), LockoutPolicy.Secret("Code", "ada@example.org", null));
    }

    [Fact]
    public void Notices_ThatStrangersCanAskFor_GrowRare()
    {
        Assert.Equal([2, 4, 8, 16, 32, 60, 60], Enumerable.Range(0, 7).Select(sent => (int)NoticePolicy.Pause(NoticeKinds.ResetPassword, sent).TotalMinutes));
        Assert.Equal(TimeSpan.Zero, NoticePolicy.Pause(NoticeKinds.PasswordChanged, 9));
        Assert.InRange(Enumerable.Range(1, NoticePolicy.MostAttempts - 1).Sum(attempts => NoticePolicy.RetryAfter(attempts).TotalHours), 18, 26);
    }
}
