using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

public class BodyTests
{
    private static MimeMessage Multi(string subtype, params string[] parts) => Raw.Parse(
        $"Content-Type: multipart/{subtype}; boundary=x\n\n" + string.Concat(parts.Select(part => $"--x\n{part}\n")) + "--x--\n");

    private const string Plain = "Content-Type: text/plain\n\nplain";
    private const string Html = "Content-Type: text/html\n\n<b>html</b>";
    private const string HtmlWithImage = "Content-Type: text/html\n\n<img src=\"cid:pic@x\">";
    private const string Png = "Content-Type: image/png; name=a.png\nContent-ID: <pic@x>\nContent-Transfer-Encoding: base64\n\nAAAA";

    [Fact]
    public void Alternative_PlainAndHtml_GivesBoth()
    {
        var bodies = Multi("alternative", Plain, Html).Bodies;

        Assert.Equal(("plain", "<b>html</b>"), (bodies.Text, bodies.Html));
    }

    [Fact]
    public void Alternative_OtherForms_AreNeitherShownNorAttached()
    {
        var message = Multi("alternative", Plain, "Content-Type: text/x-amp-html\n\nx", Html, "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR");

        Assert.Equal("plain", message.Bodies.Text);
        Assert.Equal("text/calendar", Assert.Single(message.Attachments).ContentType);
    }

    [Fact]
    public void Related_ImageOfHtml_IsInline()
    {
        var message = Multi("related", HtmlWithImage, Png);
        var image = Assert.Single(message.Attachments);

        Assert.Equal("<img src=\"cid:pic@x\">", message.Bodies.Html);
        Assert.Equal(("pic@x", true, "a.png", 3L), (image.ContentId, image.IsInline, image.FileName, image.Size));
    }

    [Theory]
    [InlineData("related", Html, Png, false)]
    [InlineData("mixed", HtmlWithImage, Png, true)]
    [InlineData("mixed", Plain, Png, false)]
    [InlineData("mixed", "Content-Type: text/html\n\n<td style='background:url(CID:pic%40x)'>", Png, true)]
    [InlineData("mixed", HtmlWithImage, "Content-Type: application/pdf; name=a.pdf\nContent-ID: <doc@x>\n\n%PDF", false)]
    [InlineData("mixed", HtmlWithImage, "Content-Type: image/png\nContent-Disposition: attachment\nContent-ID: <pic@x>\n\nx", true)]
    public void Attachment_IsInline_WhenTheShownHtmlRefersToIt(string subtype, string body, string attached, bool isInline)
    {
        Assert.Equal(isInline, Assert.Single(Multi(subtype, body, attached).Attachments).IsInline);
    }

    [Fact]
    public void Alternative_OfSeveralTexts_ShowsTheLast()
    {
        var bodies = Multi("alternative", Plain, "Content-Type: text/plain; charset=utf-8\n\nbetter", Html).Bodies;

        Assert.Equal(("better", "<b>html</b>"), (bodies.Text, bodies.Html));
    }

    [Theory]
    [InlineData("text/enriched", "<bold>loud</bold> text<param>x</param>\nsame line\n\nnext << line", "loud text same line\nnext < line")]
    [InlineData("text/x-unknown", "as it stands", "as it stands")]
    [InlineData("text/markdown; charset=utf-8", "# Größe", "# Größe")]
    public void Text_OfAnUnknownType_IsPlain(string type, string text, string expected)
    {
        Assert.Equal(expected, Raw.Parse($"Content-Type: {type}\n\n{text}").GetText());
        Assert.Equal(expected, Multi("alternative", $"Content-Type: {type}\n\n{text}").GetText());
        Assert.Equal("plain", Multi("alternative", Plain, $"Content-Type: {type}\n\n{text}").GetText());
    }

    [Theory]
    [InlineData("application-x-gzip; name=a.gz")]
    [InlineData("application-x-gzip\nContent-Disposition: inline; filename=a.gz")]
    [InlineData("; name=a.gz")]
    public void Type_Unreadable_WithAName_IsAttached(string type)
    {
        var message = Multi("mixed", Plain, $"Content-Type: {type}\n\nbytes");

        Assert.Equal(("plain", "a.gz"), (message.GetText(), Assert.Single(message.Attachments).FileName));
    }

    [Fact]
    public void Related_StartParameter_NamesTheRoot()
    {
        var message = Raw.Parse($"Content-Type: multipart/related; boundary=x; start=\"<root@x>\"\n\n--x\n{Png}\n--x\nContent-ID: <root@x>\n{Html}\n--x--\n");

        Assert.Equal("<b>html</b>", message.Bodies.Html);
        Assert.Equal("1", Assert.Single(message.Attachments).PartPath);
    }

    [Fact]
    public void Mixed_TextAfterAlternative_IsJoinedToBoth()
    {
        var inner = "Content-Type: multipart/alternative; boundary=y\n\n--y\n" + Plain + "\n--y\n" + Html + "\n--y--";
        var bodies = Multi("mixed", inner, "Content-Type: text/plain\n\nfooter & more").Bodies;

        Assert.Equal("plain\nfooter & more", bodies.Text);
        Assert.Equal("<b>html</b><pre>footer &amp; more</pre>", bodies.Html);
    }

    [Fact]
    public void Mixed_TextWithDisposition_IsAttached()
    {
        var message = Multi("mixed", Plain, "Content-Disposition: attachment\n\nlog", "Content-Disposition: inline; filename=notes.txt\n\nnotes");

        Assert.Equal("plain", message.GetText());
        Assert.Equal(["2", "3"], message.Attachments.Select(attachment => attachment.PartPath));
    }

    [Fact]
    public void Signed_Encrypted_Tnef_AreAttached()
    {
        string[] types = ["application/pgp-signature", "application/pkcs7-signature", "application/pgp-encrypted", "application/ms-tnef", "application/pkcs7-mime"];
        var message = Multi("mixed", [.. types.Select(type => $"Content-Type: {type}\n\nx")]);

        Assert.Equal(types, message.Attachments.Select(attachment => attachment.ContentType));
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("\u200B\u200C\uFEFF")]
    [InlineData("\u00A0\u200B\u200D\u2060\u00AD")]
    public void GetText_BlankTextBesideHtml_TakesTheHtml(string blank)
    {
        Assert.Equal("html", Multi("alternative", $"Content-Type: text/plain; charset=utf-8\n\n{blank}", Html).GetText());
    }

    [Fact]
    public void Uuencode_InText_IsAttachment()
    {
        var message = Raw.Parse("Subject: x\n\nbefore\nbegin 644 hi.txt\n%2&5L;&\\\n`\nend\nafter\n");
        var attachment = Assert.Single(message.Attachments);
        var writer = new ArrayBufferWriter<byte>();
        attachment.DecodeBytes(writer);

        Assert.Equal("Hello", Encoding.ASCII.GetString(writer.WrittenSpan));
        Assert.Equal(("hi.txt", 5L), (attachment.FileName, attachment.Size));
        Assert.Equal("before\nafter\n", message.GetText());
    }

    [Theory]
    [InlineData("begin 644 and then we go\nhome\n")]
    [InlineData("begin reading\nend\n")]
    [InlineData("begin 644 file.txt\n%2&5L;&\\\n")]
    public void Uuencode_ProseThatLooksLikeIt_StaysText(string text)
    {
        var message = Raw.Parse("Subject: x\n\n" + text);

        Assert.Empty(message.Attachments);
        Assert.Equal(text, message.GetText());
    }

    [Fact]
    public void Attachment_DecodeBytes_GivesContent()
    {
        var writer = new ArrayBufferWriter<byte>();
        Multi("mixed", Plain, Png).Attachments[0].DecodeBytes(writer);

        Assert.Equal([0, 0, 0], writer.WrittenSpan.ToArray());
    }

    [Theory]
    [InlineData("flowed", "one \ntwo\n\nthree \n> q1 \n> q2\n-- \nsig", "one two\n\nthree \n> q1 q2\n-- \nsig")]
    [InlineData("flowed; delsp=yes", "on \ne\n >x", "one\n>x")]
    [InlineData("flowed", "> \n> a \n>> b\n", "> \n> a \n>> b\n")]
    [InlineData("fixed", "one \ntwo", "one \ntwo")]
    public void FormatFlowed_Lines_AreJoined(string format, string text, string expected)
    {
        Assert.Equal(expected, Raw.Parse($"Content-Type: text/plain; format={format}\n\n{text}").GetText());
    }
}
