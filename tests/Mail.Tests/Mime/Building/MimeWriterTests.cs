using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Building;

public sealed class MimeWriterTests
{
    [Fact]
    public void PlainMessage_IsAsOneWouldTypeIt() => Assert.Equal(
        """
        Date: Thu, 05 Nov 2026 09:08:07 -0330
        From: Ada <ada@example.org>
        To: bob@example.com
        Subject: Plans
        Message-ID: <1@example.org>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 7bit

        Hello.


        """.ReplaceLineEndings("\r\n"),
        Drafts.Written(Drafts.Simple));

    [Fact]
    public void Everything_IsArrangedAsReadersExpect()
    {
        var message = Drafts.Parsed(Drafts.Simple with
        {
            Html = "<p>Hello <img src='cid:pic'></p>",
            Calendar = new OutgoingCalendar("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "REQUEST"),
            InlineParts = [new OutgoingAttachment { Content = new byte[] { 1 }, MediaType = "image/png", ContentId = "pic", FileName = "pic.png" }],
            Attachments = [Drafts.File("a.bin"), Drafts.File("b.bin")],
        });

        Assert.Equal(
            "multipart/mixed(multipart/alternative(text/plain,multipart/related(text/html,image/png),text/calendar),application/x-test,application/x-test)",
            Shape(message.Root));
        Assert.Equal("REQUEST", message.Root.Children[0].Children[2].ContentType.Parameter("method"));
        Assert.Equal(["pic.png", "a.bin", "b.bin"], message.Attachments.Where(a => a.FileName is not null).Select(a => a.FileName));
        Assert.Equal("pic", message.Attachments.Single(a => a.IsInline).ContentId);
        Assert.Empty(message.Defects);
    }

    [Theory]
    [InlineData("text", null, "text/plain")]
    [InlineData(null, "<p>", "text/html")]
    [InlineData(null, null, "text/plain")]
    [InlineData("text", "<p>", "multipart/alternative(text/plain,text/html)")]
    public void Bodies_NeedNoMoreLevelsThanTheyAre(string? text, string? html, string expected)
        => Assert.Equal(expected, Shape(Drafts.Parsed(Drafts.Simple with { Text = text, Html = html }).Root));

    [Fact]
    public void Bcc_IsWrittenOnRequestOnly()
    {
        var message = Drafts.Simple with { Bcc = [new MailAddress(null, "hidden@example.net")] };

        Assert.DoesNotContain("hidden", Drafts.Written(message), StringComparison.Ordinal);
        Assert.Contains("Bcc: hidden@example.net\r\n", Drafts.Written(message, new MimeWriterOptions { IncludeBcc = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void NoRecipientShown_NamesAnEmptyGroup()
    {
        var message = Drafts.Simple with { To = [] };

        Assert.Contains("To: undisclosed-recipients:;\r\n", Drafts.Written(message), StringComparison.Ordinal);
        Assert.Empty(Drafts.Parsed(message).To);
    }

    [Fact]
    public void Domain_OfOtherScript_IsWrittenInAscii()
    {
        var message = Drafts.Simple with { To = [new MailAddress("Jörg", "joerg@bücher.example")] };

        Assert.Contains("<joerg@xn--bcher-kva.example>", Drafts.Written(message), StringComparison.Ordinal);
        Assert.Contains("<joerg@bücher.example>", Drafts.Written(message, new MimeWriterOptions { Utf8Headers = true }), StringComparison.Ordinal);
        Assert.False(message.NeedsSmtpUtf8);
    }

    [Fact]
    public void LocalPart_OfOtherScript_NeedsUtf8Headers()
    {
        var message = Drafts.Simple with { To = [new MailAddress(null, "jörg@example.com")] };

        Assert.True(message.NeedsSmtpUtf8);
        Assert.Throws<ArgumentException>(() => MimeWriter.ToBytes(message));
        Assert.Equal("jörg@example.com", Drafts.Parsed(message, new MimeWriterOptions { Utf8Headers = true }).To[0].Address);
    }

    [Fact]
    public void ForwardedMessage_StandsAsItIs()
    {
        const string Original = "Subject: inner\n\nbody\n";
        var attachment = new OutgoingAttachment { Content = System.Text.Encoding.ASCII.GetBytes(Original), MediaType = "message/rfc822" };

        var written = Drafts.Written(Drafts.Simple with { Attachments = [attachment] });

        Assert.Contains(Original.ReplaceLineEndings("\r\n"), written, StringComparison.Ordinal);
        Assert.Contains("Content-Transfer-Encoding: 7bit\r\nContent-Disposition: attachment\r\n\r\nSubject: inner", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Boundary_FoundInABody_IsNotUsed()
    {
        var first = Boundary(Drafts.Simple);

        Assert.NotEqual(first, Boundary(Drafts.Simple with { Text = $"Look: --{first}\n" }));

        static string Boundary(OutgoingMessage message) =>
            Drafts.Parsed(message with { Attachments = [Drafts.File("a")] }).Root.ContentType.Parameter("boundary")!;
    }

    [Fact]
    public void Transport_DecidesHowTextIsEncoded()
    {
        var message = Drafts.Simple with { Text = "Grüße, and enough plain words around them to make quoting cheap.\n" };

        Assert.Contains("Content-Transfer-Encoding: quoted-printable", Drafts.Written(message), StringComparison.Ordinal);
        Assert.Contains("Content-Transfer-Encoding: 8bit", Drafts.Written(message, new MimeWriterOptions { Transport = MimeTransport.EightBit }), StringComparison.Ordinal);
    }

    [Fact]
    public void FlowedText_IsWrappedWithSoftBreaks()
    {
        var paragraph = string.Join(' ', Enumerable.Repeat("word", 40));
        var written = Drafts.Written(Drafts.Simple with { Text = paragraph + "\n-- \nAda" }, new MimeWriterOptions { FlowedText = true });

        Assert.Contains("format=flowed", written, StringComparison.Ordinal);
        Assert.All(written.Split("\r\n"), line => Assert.True(line.Length <= 78));
        Assert.Contains("word \r\nword", written, StringComparison.Ordinal);
        Assert.Contains("\r\n-- \r\nAda", written, StringComparison.Ordinal);
    }

    private static string Shape(MimePart part) =>
        part.Children.Count == 0 ? part.ContentType.MediaType : $"{part.ContentType.MediaType}({string.Join(',', part.Children.Select(Shape))})";
}
