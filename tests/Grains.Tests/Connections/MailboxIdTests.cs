using EmailAgent.Grains.Connections;

namespace EmailAgent.Grains.Tests.Connections;

public sealed class MailboxIdTests
{
    [Fact]
    public void Parse_OfItsText_GivesItBack()
    {
        var id = new MailboxId(Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(id, MailboxId.Parse(id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("x/y")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef/0123456789abcdef0123456789abcde")]
    public void TryParse_OfAnythingElse_IsFalse(string text)
    {
        Assert.False(MailboxId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => MailboxId.Parse(text));
    }
}
