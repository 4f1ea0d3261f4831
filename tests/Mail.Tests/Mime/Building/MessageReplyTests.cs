using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Building;

public sealed class MessageReplyTests
{
    private static readonly ReplyAuthor Bob = new(new MailAddress("Bob", "bob@example.com"), Drafts.Date, "2@example.com") { OtherAddresses = ["robert@example.com"] };

    private static MimeMessage Original => Raw.Parse(
        """
        From: Ada <ada@example.org>
        To: bob@example.com, Carl <carl@example.net>, ROBERT@example.com
        Cc: carl@example.net, dora@example.net
        Subject: AW: RE[2]: Plans
        Date: Thu, 5 Nov 2026 09:08:07 +0100
        Message-ID: <c@example.org>
        References: <a@example.org> <b@example.org>

        Shall we meet?
        > earlier words

        Monday?
        -- 
        Ada Example
        """);

    [Fact]
    public void ToAuthor_GoesToTheAuthor()
    {
        var reply = MessageReply.ToAuthor(Original, Bob);

        Assert.Equal([new MailAddress("Ada", "ada@example.org")], reply.To);
        Assert.Empty(reply.Cc);
        Assert.Equal("Re: Plans", reply.Subject);
        Assert.Equal(["c@example.org"], reply.InReplyTo);
        Assert.Equal(["a@example.org", "b@example.org", "c@example.org"], reply.References);
    }

    [Fact]
    public void ToAuthor_WithReplyTo_GoesThere()
    {
        var original = Raw.Parse("From: a@example.org\nReply-To: list@example.org\nSubject: x\n\n");

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
        var own = Raw.Parse("From: bob@example.com\nTo: ada@example.org\nSubject: x\n\n");

        Assert.Equal("ada@example.org", Assert.Single(MessageReply.ToAuthor(own, Bob).To).Address);
    }

    [Fact]
    public void References_OfALongThread_KeepTheFirstAndTheLast()
    {
        var ids = string.Join(' ', Enumerable.Range(0, 50).Select(i => $"<{i}@x>"));
        var reply = MessageReply.ToAuthor(Raw.Parse($"From: a@example.org\nMessage-ID: <50@x>\nReferences: {ids}\n\n"), Bob);

        Assert.Equal(20, reply.References.Count);
        Assert.Equal("0@x", reply.References[0]);
        Assert.Equal("50@x", reply.References[^1]);
    }

    [Fact]
    public void HostileIdentifiers_DoNotSpoilTheReply()
    {
        var original = Raw.Parse($"From: a@example.org\nMessage-ID: <{new string('x', 3000)}@x>\nReferences: <a b@x> <ok@x>\n\n");

        var reply = MessageReply.ToAuthor(original, Bob) with { Text = "ok" };

        Assert.Contains("ok@x", reply.References);
        Assert.DoesNotContain(Drafts.Written(reply).Split("\r\n"), line => line.Length > 998);
    }

    [Fact]
    public void Forward_AttachesTheOriginal()
    {
        var raw = Raw.Bytes("Subject: Plans\nMessage-ID: <c@x>\n\nbody\n");
        var forward = MessageReply.Forward(MimeParser.Parse(raw), raw, Bob);
        var read = Drafts.Parsed(forward with { To = [new MailAddress(null, "eve@example.org")], Text = "see below" });

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
        => Assert.Equal(expected, MessageReply.ToAuthor(Raw.WithHeader("Subject", subject), Bob).Subject);
}
