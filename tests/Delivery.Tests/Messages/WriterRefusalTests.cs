using EmailAgent.Delivery.Messages;

namespace EmailAgent.Delivery.Tests.Messages;

/// <summary>Values that would say something else once they are written.</summary>
public sealed class WriterRefusalTests
{
    public static TheoryData<string> Breaks => ["a\r\nBcc: x@example.net", "a\nb", "a\rb", "a\0b"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task LineBreaks_InHeaderValues_AreRefused(string value)
    {
        var file = Drafts.File("f");
        await RefusedAsync(Drafts.Simple with { Subject = value });
        await RefusedAsync(Drafts.Simple with { To = [new OutgoingAddress(value, "a@example.org")] });
        await RefusedAsync(Drafts.Simple with { To = [new OutgoingAddress(null, $"{value}@example.org")] });
        await RefusedAsync(Drafts.Simple with { To = [new OutgoingAddress(null, $"a@{value}")] });
        await RefusedAsync(Drafts.Simple with { MessageId = value });
        await RefusedAsync(Drafts.Simple with { InReplyTo = [value] });
        await RefusedAsync(Drafts.Simple with { References = [value] });
        await RefusedAsync(Drafts.Simple with { Headers = [new OutgoingHeader("X-Test", value)] });
        await RefusedAsync(Drafts.Simple with { Headers = [new OutgoingHeader(value, "x")] });
        await RefusedAsync(Drafts.Simple with { Attachments = [file with { FileName = value }] });
        await RefusedAsync(Drafts.Simple with { Attachments = [file with { FileName = value + new string('ä', 80) }] });
        await RefusedAsync(Drafts.Simple with { Attachments = [file with { MediaType = $"text/{value}" }] });
        await RefusedAsync(Drafts.Simple with { Attachments = [file with { ContentId = value }] });
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("@example.org")]
    [InlineData("a@")]
    [InlineData("a@b c")]
    [InlineData("a@b>, <c@d")]
    [InlineData("a@[1] x]")]
    [InlineData("a b@example.org")]
    [InlineData("\"a\"b\"@example.org")]
    public async Task Address_ThatIsNone_IsRefused(string address) => await RefusedAsync(Drafts.Simple with { To = [new OutgoingAddress("Name", address)] });

    [Theory]
    [InlineData("subject")]
    [InlineData("BCC")]
    [InlineData("Content-Type")]
    [InlineData("mime-version")]
    [InlineData("X:Y")]
    [InlineData("X Y")]
    [InlineData("")]
    [InlineData("Ä")]
    public async Task HeaderName_ThatIsTakenOrNone_IsRefused(string name) => await RefusedAsync(Drafts.Simple with { Headers = [new OutgoingHeader(name, "x")] });

    [Fact]
    public async Task Author_Missing_IsRefused_UnlessItIsADraft()
    {
        await RefusedAsync(Drafts.Simple with { From = [] });
        Assert.Empty((await Drafts.ParsedAsync(Drafts.Simple with { From = [], IsDraft = true })).From);
    }

    [Fact]
    public async Task SeveralAuthors_WithoutSender_AreRefused()
    {
        var two = Drafts.Simple with { From = [new OutgoingAddress(null, "a@example.org"), new OutgoingAddress(null, "b@example.org")] };

        await RefusedAsync(two);
        Assert.Equal("a@example.org", (await Drafts.ParsedAsync(two with { Sender = two.From[0] })).Sender[0].Address);
    }

    [Fact]
    public async Task InlinePart_WithoutHtmlOrId_IsRefused()
    {
        await RefusedAsync(Drafts.Simple with { Inline = [Drafts.File("a") with { ContentId = "x" }] });
        await RefusedAsync(Drafts.Simple with { Html = "<p>", Inline = [Drafts.File("a")] });
    }

    [Fact]
    public async Task Multipart_AsAFile_IsRefused() => await RefusedAsync(Drafts.Simple with { Attachments = [Drafts.File("a") with { MediaType = "multipart/mixed" }] });

    private static async Task RefusedAsync(OutgoingMessage message)
    {
        using var written = new MemoryStream();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => MessageWriter.WriteAsync(message, written));
        Assert.Equal(0, written.Length);
    }
}
