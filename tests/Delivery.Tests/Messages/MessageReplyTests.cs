using System.Text;
using EmailAgent.Delivery.Messages;

namespace EmailAgent.Delivery.Tests.Messages;

public sealed class MessageReplyTests
{
    private static readonly ReplyAuthor Bob = new(new OutgoingAddress("Bob", "bob@example.com"), Drafts.Date, "2@example.com") { OtherAddresses = ["robert@example.com"] };

    private static OriginalMessage Original => new()
    {
        From = [new("Ada", "ada@example.org")],
        To = [new(null, "bob@example.com"), new("Carl", "carl@example.net"), new(null, "ROBERT@example.com")],
        Cc = [new(null, "carl@example.net"), new(null, "dora@example.net")],
        Subject = "AW: RE[2]: Plans",
        Date = new DateTimeOffset(2026, 11, 5, 9, 8, 7, TimeSpan.FromHours(1)),
        MessageId = "c@example.org",
        References = ["a@example.org", "b@example.org"],
        Text = "Shall we meet?\n> earlier words\n\nMonday?\n-- \nAda Example\n",
    };

    [Fact]
    public void ToAuthor_GoesToTheAuthor()
    {
        var reply = MessageReply.ToAuthor(Original, Bob);

        Assert.Equal([new OutgoingAddress("Ada", "ada@example.org")], reply.To);
        Assert.Empty(reply.Cc);
        Assert.Equal("Re: Plans", reply.Subject);
        Assert.Equal(["c@example.org"], reply.InReplyTo);
        Assert.Equal(["a@example.org", "b@example.org", "c@example.org"], reply.References);
    }

    [Fact]
    public void ToAuthor_WithReplyTo_GoesThere()
    {
        var original = new OriginalMessage { From = [new(null, "a@example.org")], ReplyTo = [new(null, "list@example.org")] };

        Assert.Equal("list@example.org", Assert.Single(MessageReply.ToAuthor(original, Bob).To).Address);
    }

    [Fact]
    public void ToAll_GoesToEverybodyOnceAndNotToOneself()
    {
        var reply = MessageReply.ToAll(Original, Bob);

        Assert.Equal(["ada@example.org"], reply.To.Select(a => a.Address));
        Assert.Equal(["carl@example.net", "dora@example.net"], reply.Cc.Select(a => a.Address));
    }

    [Fact]
    public void ToAuthor_OfOnesOwnMessage_GoesToItsRecipients()
    {
        var own = new OriginalMessage { From = [new(null, "bob@example.com")], To = [new(null, "ada@example.org")] };

        Assert.Equal("ada@example.org", Assert.Single(MessageReply.ToAuthor(own, Bob).To).Address);
    }

    [Fact]
    public void References_OfALongThread_KeepTheFirstAndTheLast()
    {
        var original = new OriginalMessage { MessageId = "50@x", References = [.. Enumerable.Range(0, 50).Select(i => $"{i}@x")] };
        var reply = MessageReply.ToAuthor(original, Bob);

        Assert.Equal(20, reply.References.Count);
        Assert.Equal("0@x", reply.References[0]);
        Assert.Equal("50@x", reply.References[^1]);
    }

    [Fact]
    public async Task HostileValues_DoNotSpoilTheReply()
    {
        var original = new OriginalMessage
        {
            From = [new(null, "a@example.org")],
            Subject = "x\r\nBcc: evil@example.net",
            MessageId = $"{new string('x', 3000)}@x",
            References = ["a b@x", "ok@x", "x>\r\nBcc: evil@example.net"],
        };

        var reply = MessageReply.ToAuthor(original, Bob) with { Text = "ok" };

        Assert.Contains("ok@x", reply.References);
        Assert.DoesNotContain((await Drafts.WrittenAsync(reply)).Split("\r\n"), line => line.Length > 998 || line.StartsWith("Bcc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forward_AttachesTheOriginal()
    {
        var raw = Encoding.ASCII.GetBytes("Subject: Plans\r\nMessage-ID: <c@x>\r\n\r\nbody\r\n");
        var forward = MessageReply.Forward(Original with { Subject = "Plans" }, OutgoingFile.Of(raw).Open, Bob);
        var read = await Drafts.ParsedAsync(forward with { To = [new OutgoingAddress(null, "eve@example.org")], Text = "see below" });

        Assert.Equal("Fwd: Plans", read.Subject);
        Assert.Equal("Plans", read.Root.Children[1].EmbeddedMessage!.Subject);
    }

    [Fact]
    public void Quotation_QuotesWithoutTheSignature() => Assert.Equal(
        """
        On 2026-11-05 at 09:08 +01:00, Ada wrote:
        > Shall we meet?
        >> earlier words
        >
        > Monday?
        """.ReplaceLineEndings("\n"),
        Quotation.Of(Original));

    [Theory]
    [InlineData("", "Re:")]
    [InlineData("Plans", "Re: Plans")]
    [InlineData("Re: Plans", "Re: Plans")]
    [InlineData("Re: AW: Sv : Plans", "Re: Plans")]
    [InlineData("回复：计划", "Re: 计划")]
    [InlineData("Fwd: Plans", "Re: Fwd: Plans")]
    [InlineData("Resolved: x", "Re: Resolved: x")]
    public void Subject_OfAReply_HasOnePrefix(string subject, string expected)
        => Assert.Equal(expected, MessageReply.ToAuthor(new OriginalMessage { Subject = subject }, Bob).Subject);
}
