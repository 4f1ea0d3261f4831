using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Tests.Imap.Wire;

public sealed class CommandWriterTests
{
    [Theory]
    [InlineData("plain", "\"plain\"\r\n")]
    [InlineData("", "\"\"\r\n")]
    [InlineData("a \"b\" \\c", "\"a \\\"b\\\" \\\\c\"\r\n")]
    [InlineData("pä", "{3}\r\n|pä\r\n")]
    public void String_IsQuotedOrALiteral(string value, string expected)
        => Assert.Equal(expected, Show(new CommandWriter(false, false).String(value).Finish()));

    [Fact]
    public void Literal_WaitsUnlessTheServerNeedNotBeAsked()
    {
        var small = new byte[4096];
        var large = new byte[4097];

        Assert.True(new CommandWriter(false, false).Literal(small).Finish()[0].AwaitGoAhead);
        Assert.False(new CommandWriter(false, true).Literal(small).Finish()[0].AwaitGoAhead);
        Assert.True(new CommandWriter(false, true).Literal(large).Finish()[0].AwaitGoAhead);
        Assert.False(new CommandWriter(true, false).Literal(large).Finish()[0].AwaitGoAhead);
        Assert.EndsWith("{4097+}\r\n", Encoding.ASCII.GetString(new CommandWriter(true, false).Literal(large).Finish()[0].Bytes.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\Seen")]
    [InlineData("$Forwarded")]
    [InlineData("a.b-c")]
    public void Flag_ThatIsOne_IsSent(string flag)
        => Assert.Equal($"({flag})\r\n", Show(new CommandWriter(false, false).Flags([flag]).Finish()));

    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("a b")]
    [InlineData("a)")]
    [InlineData("a\\b")]
    [InlineData("\\Seen) x")]
    [InlineData("a\r\nb")]
    [InlineData("ä")]
    [InlineData("a\x7f")]
    public void Flag_ThatIsNone_IsRefused(string flag)
        => Assert.Throws<ArgumentException>(() => new CommandWriter(false, false).Flag(flag));

    [Theory]
    [InlineData("a\rb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public void Text_WithControlCharactersThatMatter_IsRefused(string text)
    {
        Assert.Throws<ArgumentException>(() => new CommandWriter(false, false).Raw(text));
        Assert.Throws<ArgumentException>(() => new CommandWriter(false, false).String(text));
    }

    private static string Show(IEnumerable<CommandPart> parts)
        => string.Join('|', parts.Select(p => Encoding.UTF8.GetString(p.Bytes.Span))).Replace("|\r\n", "\r\n", StringComparison.Ordinal);
}
