using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Tests.Composition;

public sealed class MessageDraftTests
{
    private static readonly DateTimeOffset Date = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly MailIdentity Identity = new("1", "me@example.org", "Me", null, "Best, me", null, true, "mailbox", Date);

    private static readonly OriginalMail Original = new(
        Guid.NewGuid(),
        Guid.NewGuid(),
        new OriginalMessage
        {
            From = [new OutgoingAddress("Ada", "ada@example.org")],
            To = [new OutgoingAddress(null, "me@example.org"), new OutgoingAddress(null, "bob@example.org"), new OutgoingAddress(null, "no address")],
            Cc = [new OutgoingAddress("C\r\nBcc: eve@example.org", "cy@example.org")],
            Subject = "Lunch",
            Date = Date,
            MessageId = "2@example.org",
            References = ["1@example.org"],
            Text = "Shall we?",
            Html = "<p>Shall we?<img src=\"cid:pic@x\"></p>",
        },
        [Attachment("pic@x"), Attachment(null)]);

    [Fact]
    public void Reply_ToTheAuthor_ContinuesTheThreadAndQuotes()
    {
        var message = Write(new ComposeRequest { InReplyToId = "x", BodyText = "Yes" }, Original);

        Assert.Equal(["ada@example.org"], message.Recipients);
        Assert.Equal("Re: Lunch", message.Subject);
        Assert.Equal(["2@example.org"], message.InReplyTo);
        Assert.Equal(["1@example.org", "2@example.org"], message.References);
        Assert.StartsWith("Yes\n\n-- \nBest, me\n\n", message.Text, StringComparison.Ordinal);
        Assert.Contains("> Shall we?", message.Text, StringComparison.Ordinal);
        Assert.Contains("Shall we?<img", message.Html, StringComparison.Ordinal);
        Assert.Equal([Original.Attachments[0].Id], MessageDraft.FilesOf(Original, message, new ComposeRequest { InReplyToId = "x" }));
    }

    [Fact]
    public void Reply_ToAll_LeavesOutTheAuthorAndWhatIsNoAddress()
    {
        var message = Write(new ComposeRequest { InReplyToId = "x", ReplyAll = true, BodyText = "Yes", Quote = false, Signature = false }, Original);

        Assert.Equal(["ada@example.org", "bob@example.org", "cy@example.org"], message.Recipients.Order());
        Assert.DoesNotContain(message.Cc, address => address.Name?.Any(char.IsControl) == true);
        Assert.Equal("Yes", message.Text);
        Assert.DoesNotContain("cid:", message.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Forwarded_Message_HasTheOriginalAndItsFiles()
    {
        var request = new ComposeRequest { ForwardOfId = "x", To = [new ComposeAddress(null, "dora@example.org")] };

        var message = Write(request, Original);

        Assert.Equal("Fwd: Lunch", message.Subject);
        Assert.Contains("Forwarded message", message.Text, StringComparison.Ordinal);
        Assert.Equal(Original.Attachments.Select(attachment => attachment.Id), MessageDraft.FilesOf(Original, message, request));
    }

    [Fact]
    public void Message_WithoutHtml_GetsOneUnlessItIsEmpty()
    {
        Assert.Contains("a &lt; b", Write(new ComposeRequest { BodyText = "a < b" }, null).Html, StringComparison.Ordinal);
        Assert.Null(Write(new ComposeRequest { BodyText = "a < b", BodyHtml = "" }, null).Html);
        Assert.StartsWith("a < b", Write(new ComposeRequest { BodyHtml = "<p>a &lt; b</p>" }, null).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Signature_OfAWholeDocument_StandsBeforeItsEnd()
    {
        var html = Write(new ComposeRequest { BodyHtml = "<html><body><p>a</p></body></html>" }, null).Html!;

        Assert.EndsWith("</body></html>", html, StringComparison.Ordinal);
        Assert.Contains("Best, me", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<img src=\"cid:a@b\"><img src='CID:c%40d'>", "a@b,c@d")]
    [InlineData("<img src=\"cid:a%0d%0ab\"> acid:x", "")]
    public void References_InHtml_AreFoundDecoded(string html, string expected) => Assert.Equal(expected, string.Join(',', InlineReferences.Find(html).Order()));

    private static OutgoingMessage Write(ComposeRequest request, OriginalMail? original)
    {
        var problems = new List<Problem?>();
        var addressees = RecipientPolicy.Read(request, new CompositionOptions(), problems);
        var author = new ReplyAuthor(new OutgoingAddress(Identity.DisplayName, Identity.Email), Date, "new@example.org") { OtherAddresses = [Identity.Email] };
        return MessageDraft.Write(new MessageSource(request, addressees, Identity, author, original, null));
    }

    private static MailAttachment Attachment(string? contentId) => new(Guid.NewGuid(), "2", "a.png", "image/png", 12, contentId is not null, contentId);
}
