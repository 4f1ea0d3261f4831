using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Headers;

public class MessageIdHeaderTests
{
    [Theory]
    [InlineData("<a@x>", "a@x")]
    [InlineData(" <a@x> (added by y)", "a@x")]
    [InlineData("a@x", "a@x")]
    [InlineData("<a@x", "a@x")]
    [InlineData("<long\r\n id@x>", "longid@x")]
    [InlineData("<a b@x>", "ab@x")]
    [InlineData("", null)]
    [InlineData("<>", null)]
    [InlineData("<\u0001>", null)]
    public void MessageId_AnyForm_HasNoBrackets(string value, string? expected)
    {
        Assert.Equal(expected, Raw.WithHeader("Message-ID", value).MessageId);
    }

    [Theory]
    [InlineData("<a@x> <b@x>", "a@x b@x")]
    [InlineData("<a@x><b@x>", "a@x b@x")]
    [InlineData("<a@x>,\r\n\t<b@x>", "a@x b@x")]
    [InlineData("a@x b@x", "a@x b@x")]
    [InlineData("Your message of Monday <a@x>", "a@x")]
    [InlineData("Message from Ann of \"Mon\" a@x", "a@x")]
    [InlineData("<a@x <b@x>", "a@x b@x")]
    [InlineData("Your message of Monday", "")]
    [InlineData("null", "")]
    [InlineData("<\u0001> <a@x> <\u0002", "a@x")]
    [InlineData("", "")]
    public void References_AnyForm_AreAllRead(string value, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Raw.WithHeader("References", value).References));
    }

    [Fact]
    public void References_OverLimit_KeepTheFirstAndTheLastWithDefect()
    {
        var limits = new MimeLimits { MaxReferences = 3 };
        var message = Raw.Parse("References: <a@x> <b@x> <c@x> <d@x> <e@x>\n\n", limits);

        Assert.Equal(["a@x", "b@x", "e@x"], message.References);
        Assert.Contains(message.Defects, defect => defect.Kind == MimeDefectKind.TooManyReferences);
    }
}
