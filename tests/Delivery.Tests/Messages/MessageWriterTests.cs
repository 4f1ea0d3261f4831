using System.Text;
using EmailAgent.Delivery.Messages;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Delivery.Tests.Messages;

public sealed class MessageWriterTests
{
    [Fact]
    public async Task Write_Everything_IsArrangedAsReadersExpect()
    {
        var message = await Drafts.ParsedAsync(Drafts.Simple with
        {
            Html = "<p>Hello <img src='cid:pic@x'></p>",
            Inline = [OutgoingFile.Of(new byte[] { 1 }, "pic.png", "image/png", "pic@x")],
            Attachments = [Drafts.File("a.bin"), Drafts.File("b.bin")],
        });

        Assert.Equal(
            "multipart/mixed(multipart/alternative(text/plain,multipart/related(text/html,image/png)),application/x-test,application/x-test)",
            Shape(message.Root));
        Assert.Equal(["pic.png", "a.bin", "b.bin"], message.Attachments.Select(a => a.FileName));
        Assert.Equal("pic@x", message.Attachments.Single(a => a.IsInline).ContentId);
        Assert.Equal((Drafts.Date, "1@example.org", "Plans"), (message.Date, message.MessageId, message.Subject));
        Assert.Empty(message.Defects);
    }

    [Theory]
    [InlineData("text", null, "text/plain")]
    [InlineData(null, "<p>x", "multipart/alternative(text/plain,text/html)")]
    [InlineData(null, null, "text/plain")]
    [InlineData("text", "<p>", "multipart/alternative(text/plain,text/html)")]
    public async Task Write_Bodies_HaveNoMoreLevelsThanTheyNeed(string? text, string? html, string expected)
        => Assert.Equal(expected, Shape((await Drafts.ParsedAsync(Drafts.Simple with { Text = text, Html = html })).Root));

    [Fact]
    public async Task Write_Bcc_IsInTheEnvelopeOnly()
    {
        var message = Drafts.Simple with { Bcc = [new OutgoingAddress(null, "hidden@example.net")] };

        Assert.DoesNotContain("hidden", await Drafts.WrittenAsync(message), StringComparison.Ordinal);
        Assert.Equal(["bob@example.com", "hidden@example.net"], message.Recipients);
    }

    [Fact]
    public async Task Write_NoRecipientShown_NamesAnEmptyGroup()
    {
        var message = Drafts.Simple with { To = [], Bcc = [new OutgoingAddress(null, "hidden@example.net")] };

        Assert.Contains("To: undisclosed-recipients: ;\r\n", await Drafts.WrittenAsync(message), StringComparison.Ordinal);
        Assert.Empty((await Drafts.ParsedAsync(message)).To);
    }

    [Fact]
    public async Task Write_DomainOfAnotherScript_IsAscii()
    {
        var written = await Drafts.WrittenAsync(Drafts.Simple with { To = [new OutgoingAddress("Jörg", "joerg@bücher.example")] });

        Assert.Contains("<joerg@xn--bcher-kva.example>", written, StringComparison.Ordinal);
        Assert.True(Ascii.IsValid(written));
    }

    [Fact]
    public async Task Write_LocalPartOfAnotherScript_UsesUtf8()
        => Assert.Equal("jörg@example.com", (await Drafts.ParsedAsync(Drafts.Simple with { To = [new OutgoingAddress(null, "jörg@example.com")] })).To[0].Address);

    [Theory]
    [InlineData("body\n", "7bit")]
    [InlineData("b\u00f6dy\n", "8bit")]
    public async Task Write_ForwardedMessage_StandsAsItIs(string body, string encoding)
    {
        var original = $"Subject: inner\n\n{body}";
        var written = await Drafts.WrittenAsync(Drafts.Simple with { Attachments = [OutgoingFile.Of(Encoding.UTF8.GetBytes(original), null, "message/rfc822")] });

        Assert.Contains(original.ReplaceLineEndings("\r\n"), written, StringComparison.Ordinal);
        Assert.Contains($"Content-Transfer-Encoding: {encoding}\r\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_FileFromAStreamThatCannotSeek_IsReadOnceAndWhole()
    {
        var opened = 0;
        var content = new byte[100_000];
        Random.Shared.NextBytes(content);
        var file = new OutgoingFile
        {
            Open = _ =>
            {
                opened++;
                return Task.FromResult<Stream>(new Smtp.Scripted.ForwardStream(content.Chunk(777)));
            },
            FileName = "f",
        };

        var parsed = await Drafts.ParsedAsync(Drafts.Simple with { Attachments = [file] });

        var read = new System.Buffers.ArrayBufferWriter<byte>();
        parsed.Attachments.Single(a => a.FileName == "f").DecodeBytes(read);
        Assert.Equal(content, read.WrittenSpan.ToArray());
        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task Write_OnlyHtml_MakesTheText()
    {
        var message = await Drafts.ParsedAsync(Drafts.Simple with
        {
            Text = null,
            Html = "<html><head><title>no</title><style>p{}</style></head><body><p>Hello&nbsp;<b>you</b></p><ul><li>one<li>two</ul><a href='https://example.org/x'>here</a></body></html>",
        });

        Assert.Equal("Hello\u00a0you\n- one\n- two\nhere <https://example.org/x>\n", message.Bodies.Text!.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("<html><head><meta charset=\"utf-8\"><title>no</title><body>Hello</body></html>")]
    [InlineData("<head>\n<style>p{}</style>\n<p>Hello")]
    public void FromHtml_WhoseHeadHasNoEndTag_ShowsTheBody(string html) => Assert.Equal("Hello\n", PlainText.FromHtml(html));

    [Fact]
    public void ToHtml_ShowsTheTextAndNothingElse()
        => Assert.Equal("<div>a &lt;b&gt; &amp;<br>\nc</div>", PlainText.ToHtml("a <b> &\r\nc\n"));

    private static string Shape(MimePart part) =>
        part.Children.Count == 0 ? part.ContentType.MediaType : $"{part.ContentType.MediaType}({string.Join(',', part.Children.Select(Shape))})";
}
