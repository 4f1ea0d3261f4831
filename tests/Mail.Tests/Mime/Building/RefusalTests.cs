using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Building;

/// <summary>Values that would say something else once they are written.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Breaks => ["a\r\nBcc: x@example.net", "a\nb", "a\rb", "a\0b"];

    [Theory]
    [MemberData(nameof(Breaks))]
    public void LineBreaks_InHeaderValues_AreRefused(string value)
    {
        var file = Drafts.File("f");
        Refused(Drafts.Simple with { Subject = value });
        Refused(Drafts.Simple with { To = [new MailAddress(value, "a@example.org")] });
        Refused(Drafts.Simple with { To = [new MailAddress(null, $"{value}@example.org")] });
        Refused(Drafts.Simple with { To = [new MailAddress(null, $"a@{value}")] });
        Refused(Drafts.Simple with { MessageId = value });
        Refused(Drafts.Simple with { InReplyTo = [value] });
        Refused(Drafts.Simple with { References = [value] });
        Refused(Drafts.Simple with { Headers = [new OutgoingHeader("X-Test", value)] });
        Refused(Drafts.Simple with { Headers = [new OutgoingHeader(value, "x")] });
        Refused(Drafts.Simple with { Attachments = [file with { FileName = value }] });
        Refused(Drafts.Simple with { Attachments = [file with { FileName = value + new string('ä', 80) }] });
        Refused(Drafts.Simple with { Attachments = [file with { MediaType = $"text/{value}" }] });
        Refused(Drafts.Simple with { Attachments = [file with { ContentId = value }] });
        Refused(Drafts.Simple with { Calendar = new OutgoingCalendar("", value) });
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
    public void Address_ThatIsNone_IsRefused(string address) => Refused(Drafts.Simple with { To = [new MailAddress("Name", address)] });

    [Theory]
    [InlineData("a..b", "\"a..b\"")]
    [InlineData("a.", "\"a.\"")]
    [InlineData("\"a, b\"", "\"a, b\"")]
    public void LocalPart_ThatNeedsQuotes_HasThem(string local, string expected)
    {
        var message = Drafts.Simple with { To = [new MailAddress(null, $"{local}@example.org"), new MailAddress(null, "next@example.org")] };

        Assert.Contains($"To: {expected}@example.org, next@example.org\r\n", Drafts.Written(message), StringComparison.Ordinal);
        Assert.Equal(2, Drafts.Parsed(message).To.Count);
    }

    [Theory]
    [InlineData("subject")]
    [InlineData("BCC")]
    [InlineData("Content-Type")]
    [InlineData("mime-version")]
    [InlineData("X:Y")]
    [InlineData("X Y")]
    [InlineData("")]
    [InlineData("Ä")]
    public void HeaderName_ThatIsTakenOrNone_IsRefused(string name) => Refused(Drafts.Simple with { Headers = [new OutgoingHeader(name, "x")] });

    [Fact]
    public void Author_Missing_IsRefused() => Refused(Drafts.Simple with { From = [] });

    [Fact]
    public void SeveralAuthors_WithoutSender_AreRefused()
    {
        var two = Drafts.Simple with { From = [new MailAddress(null, "a@example.org"), new MailAddress(null, "b@example.org")] };

        Refused(two);
        Assert.Equal("a@example.org", Drafts.Parsed(two with { Sender = two.From[0] }).Sender[0].Address);
    }

    [Fact]
    public void InlinePart_WithoutHtmlOrId_IsRefused()
    {
        Refused(Drafts.Simple with { InlineParts = [Drafts.File("a") with { ContentId = "x" }] });
        Refused(Drafts.Simple with { Html = "<p>", InlineParts = [Drafts.File("a")] });
    }

    [Fact]
    public void Multipart_AsAFile_IsRefused() => Refused(Drafts.Simple with { Attachments = [Drafts.File("a") with { MediaType = "multipart/mixed" }] });

    private static void Refused(OutgoingMessage message)
    {
        var writer = new System.Buffers.ArrayBufferWriter<byte>();
        Assert.ThrowsAny<ArgumentException>(() => MimeWriter.Write(message, writer));
        Assert.Equal(0, writer.WrittenCount);
    }
}
