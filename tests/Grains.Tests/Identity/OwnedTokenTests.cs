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

    [Fact]
    public void Successor_IsRevealedByTheTokenBeforeItOnly()
    {
        var userId = Guid.NewGuid();
        var (token, next, other) = (OwnedToken.Create(userId), OwnedToken.Create(userId), OwnedToken.Create(userId));

        var concealed = token.Conceal(next);

        var revealed = OwnedToken.Parse(token.Text)!.Value.Reveal(concealed);
        Assert.Equal((next.UserId, next.Text), (revealed.UserId, revealed.Text));
        Assert.Equal(next.Hash, revealed.Hash);
        Assert.NotEqual(next.Text, other.Reveal(concealed).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Parse_AnythingElse_IsNull(string text) => Assert.Null(OwnedToken.Parse(text));
}
