using EmailAgent.Grains.Identity;

namespace EmailAgent.Grains.Tests.Identity;

public sealed class RefreshPolicyTests
{
    private const string Program = "Mail 1.0";
    private const string Address = "192.0.2.1";

    private static readonly DateTime UsedAt = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(Program, Address, 0, true)]
    [InlineData(Program, Address, 30, true)]
    [InlineData(Program, Address, 31, false)]
    [InlineData(Program, "192.0.2.2", 0, false)]
    [InlineData("Mail 2.0", Address, 0, false)]
    [InlineData(null, Address, 0, false)]
    public void SecondUse_IsARepetition_ByTheSameClientWithinSeconds(string? program, string? address, int seconds, bool isRepetition) =>
        Assert.Equal(isRepetition, RefreshPolicy.IsRepetition(new Device(Program, Address), new Device(program, address), UsedAt, UsedAt.AddSeconds(seconds)));

    [Fact]
    public void SecondUse_OfClientsWithoutAnAddress_IsAReuse()
    {
        var unknown = new Device(Program, null);

        Assert.False(RefreshPolicy.IsRepetition(unknown, unknown, UsedAt, UsedAt));
    }
}
