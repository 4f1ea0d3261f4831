using EmailAgent.Grains.Identity;

namespace EmailAgent.Grains.Tests.Identity;

public sealed class OwnedTokenTests
{
    [Fact]
    public void Parse_Created_IsTheSameToken()
    {
        var created = OwnedToken.Create(Guid.NewGuid());
        var parsed = OwnedToken.Parse(created.Text);
        Assert.Equal(created.UserId, parsed?.UserId);
        Assert.Equal(created.Hash, parsed?.Hash);
    }

    [Fact]
    public void Create_Twice_GivesDifferentTokens()
    {
        var user = Guid.NewGuid();
        Assert.NotEqual(OwnedToken.Create(user).Text, OwnedToken.Create(user).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(OwnedToken.Parse(text));
}
