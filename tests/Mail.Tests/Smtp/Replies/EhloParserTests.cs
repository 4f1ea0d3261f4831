using EmailAgent.Mail.Smtp.Replies;
using EmailAgent.Mail.Smtp;

namespace EmailAgent.Mail.Tests.Smtp.Replies;

public sealed class EhloParserTests
{
    [Fact]
    public void Parse_AnAnswer_KnowsWhatItSays()
    {
        var capabilities = Parse("mail.example SIZE 7", "size 1000", "8BITMIME", "auth PLAIN LOGIN", "AUTH=XOAUTH2", "LIMITS MAILMAX=1 RCPTMAX=20", "BINARYMIME");

        Assert.Equal((1000L, 20L), (capabilities.MaximumSize, capabilities.MaximumRecipients));
        Assert.True(capabilities.EightBitMime);
        Assert.Equal(["LOGIN", "PLAIN", "XOAUTH2"], capabilities.Mechanisms.Order());
        Assert.False(capabilities.BinaryMime);
        Assert.False(capabilities.Has("mail.example"));
        Assert.Null(capabilities.Parameters("DSN"));
    }

    [Theory]
    [InlineData("SIZE")]
    [InlineData("SIZE 0")]
    [InlineData("SIZE -5")]
    [InlineData("SIZE 99999999999999999999")]
    public void Size_WithoutAFixedLimit_HasNoMaximum(string line)
    {
        var capabilities = Parse("test", line);

        Assert.True(capabilities.Size);
        Assert.Null(capabilities.MaximumSize);
    }

    private static SmtpCapabilities Parse(params string[] lines) => EhloParser.Parse(new SmtpReply(250, null, lines));
}
