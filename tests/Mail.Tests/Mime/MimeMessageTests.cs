using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

public class MimeMessageTests
{
    private const string Typical = """
        From: =?utf-8?Q?J=C3=BCrgen?= <j@example.org>
        To: "Doe, Jane" <jane@example.com>, team@example.com
        Subject: =?utf-8?B?R3LDvMOfZQ==?= from
         Berlin
        Date: Tue, 1 Jul 2003 10:52:37 +0200
        Message-ID: <1@example.org>
        In-Reply-To: <0@example.com>
        References: <a@example.com> <0@example.com>
        Content-Type: multipart/mixed; boundary="outer"

        preamble
        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Gr=C3=BC=C3=9Fe
        --inner
        Content-Type: text/html; charset=utf-8

        <p>Hello</p>
        --inner--
        --outer
        Content-Type: application/pdf; name=x.pdf
        Content-Disposition: attachment; filename*=utf-8''r%C3%A9sum%C3%A9.pdf
        Content-Transfer-Encoding: base64

        SGVsbG8=
        --outer--
        epilogue
        """;

    [Fact]
    public void Message_Typical_ReadsHeaders()
    {
        var message = Raw.Parse(Typical);

        Assert.Equal("Grüße from Berlin", message.Subject);
        Assert.Equal([new MailAddress("Jürgen", "j@example.org")], message.From);
        Assert.Equal([new MailAddress("Doe, Jane", "jane@example.com"), new MailAddress(null, "team@example.com")], message.To);
        Assert.Equal(new DateTimeOffset(2003, 7, 1, 10, 52, 37, TimeSpan.FromHours(2)), message.Date);
        Assert.Equal("1@example.org", message.MessageId);
        Assert.Equal(["0@example.com"], message.InReplyTo);
        Assert.Equal(["a@example.com", "0@example.com"], message.References);
        Assert.Empty(message.Defects);
    }

    [Fact]
    public void Message_Typical_ChoosesBodiesAndAttachments()
    {
        var message = Raw.Parse(Typical);

        Assert.Equal("Grüße", message.Bodies.Text);
        Assert.Equal("<p>Hello</p>", message.Bodies.Html);
        Assert.Equal("Grüße", message.GetText());
        var attachment = Assert.Single(message.Attachments);
        Assert.Equal("résumé.pdf", attachment.FileName);
        Assert.Equal("application/pdf", attachment.ContentType);
        Assert.Equal(5, attachment.Size);
        Assert.Equal("2", attachment.PartPath);
        Assert.False(attachment.IsInline);
        Assert.Equal("1.2", message.Root.Children[0].Children[1].Path);
    }

    [Fact]
    public void Message_Empty_HasNothing()
    {
        var message = MimeParser.Parse(ReadOnlyMemory<byte>.Empty);

        Assert.Null(message.Subject);
        Assert.Empty(message.From);
        Assert.Empty(message.Attachments);
        Assert.Equal(string.Empty, message.GetText());
    }

    [Fact]
    public void Message_HtmlOnly_IsConverted()
    {
        var message = Raw.Parse("Content-Type: text/html\n\n<p>One</p><p>Two &amp; <a href='http://x.example/'>three</a></p>");

        Assert.Null(message.Bodies.Text);
        Assert.Equal("One\n\nTwo & three (http://x.example/)", message.GetText());
    }
}
