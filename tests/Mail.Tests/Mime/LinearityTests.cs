using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

/// <summary>
/// Patterns that make careless parsers superlinear, at a size at which quadratic work would take many minutes each. Finishing is the
/// assertion; nothing is timed.
/// </summary>
public class LinearityTests
{
    private const int Size = 1_000_000;

    [Theory]
    [InlineData("Subject: ", "=?utf-8?q?")]
    [InlineData("Subject: ", "=?utf-8?q?a ")]
    [InlineData("Subject: ", "=?")]
    [InlineData("To: ", "(")]
    [InlineData("To: ", "\"")]
    [InlineData("To: ", "<")]
    [InlineData("To: ", "<a,")]
    [InlineData("To: ", "\\\"(")]
    [InlineData("To: a@", ":")]
    [InlineData("To: ", "\"a\" (")]
    [InlineData("To: ", "a ")]
    [InlineData("Content-Type: text/plain; ", "(")]
    [InlineData("Content-Type: text/plain; x=", "a ")]
    [InlineData("Content-Type: text/plain; ", "a=b;")]
    [InlineData("Content-Type: text/plain; ", "x*1*=%41;")]
    [InlineData("Date: ", "(")]
    [InlineData("References: ", "<")]
    [InlineData("References: ", "a ")]
    [InlineData("Received: ", "from ")]
    [InlineData("Received: ", "from (")]
    [InlineData("Authentication-Results: ", "a=(")]
    [InlineData("Authentication-Results: ", "a=b;")]
    [InlineData("Authentication-Results: x; a=b ", "a=\"")]
    [InlineData("List-Unsubscribe: ", "<")]
    [InlineData("List-Id: ", "<>")]
    [InlineData("Content-Type: message/delivery-status\n\n", "Status: 5\n\n")]
    [InlineData("Content-Type: message/delivery-status\n\n", "x\n")]
    [InlineData("\n", "=ybegin line=1 size=1 name=a\n")]
    [InlineData("\n", "On 5 May 2026 a <b@c> wrote:\n")]
    [InlineData("Subject: x", "\n ")]
    [InlineData("", "a:\n")]
    [InlineData("", "garbage\nSubject: x\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\n\n", "--x\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\n\n", "--")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"------------\"\n\n", "-")]
    [InlineData("Content-Type: multipart/mixed\n\n", "--a\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=x\n\n", "--x\nContent-Type: multipart/mixed; boundary=x\n\n")]
    [InlineData("", "Content-Type: message/rfc822\n\n")]
    [InlineData("\n", "begin 644 a\n")]
    [InlineData("\nbegin 644 a\n", "!    \n")]
    [InlineData("\n", "begin 644 a\n!    \n")]
    [InlineData("Content-Transfer-Encoding: base64\n\n", "AAA!")]
    [InlineData("Content-Transfer-Encoding: base64\n\n", "AAAA!")]
    [InlineData("Content-Transfer-Encoding: base64\n\n", "AA==")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n\n", "=")]
    [InlineData("Content-Transfer-Encoding: quoted-printable\n\n", "= \n")]
    [InlineData("Content-Type: text/plain; format=flowed\n\n", "> \n")]
    public void Message_RepeatedPattern_IsReadInLinearTime(string start, string pattern)
    {
        var raw = Encoding.ASCII.GetBytes(start + Repeat(pattern, Size));

        var message = MimeParser.Parse(raw);
        _ = (message.Received, message.AuthenticationResults, message.MailingList, message.DeliveryStatus, message.Protection);
        Assert.NotNull(ReplyText.Fresh(message.GetText()));
        _ = (message.Subject, message.To, message.Date, message.References, message.Root.FileName);
        Assert.NotNull(Preview.Of(message.GetText()));
        Assert.All(message.Attachments.Take(10), attachment => Assert.True(attachment.Size >= 0));
    }

    [Theory]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("<a href='")]
    [InlineData("<a href=\"x")]
    [InlineData("<a x=' y=\"")]
    [InlineData("<!--")]
    [InlineData("<!-- >")]
    [InlineData("<title>")]
    [InlineData("<textarea></")]
    [InlineData("<xmp></x")]
    [InlineData("</")]
    [InlineData("<!")]
    [InlineData("&")]
    [InlineData("&#")]
    [InlineData("&eacute")]
    [InlineData("<div>")]
    [InlineData("<p><b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>")]
    [InlineData("<blockquote>a")]
    [InlineData("<div style=display:none>")]
    [InlineData("<svg>")]
    [InlineData("<a href=http://x>")]
    [InlineData("<p style=\"a:b;")]
    [InlineData("</p></b></div>")]
    [InlineData("= '")]
    [InlineData("<b a='>")]
    public void Html_RepeatedPattern_IsReadInLinearTime(string pattern)
    {
        var html = Repeat(pattern, Size);

        Assert.NotNull(HtmlToText.Convert(html, int.MaxValue));
        Assert.NotNull(HtmlSanitizer.Sanitize(html, HtmlSanitizerOptions.Default));
        Assert.NotNull(HtmlSanitizer.Sanitize("<p " + html + ">", HtmlSanitizerOptions.Default));
    }

    /// <summary>The limits bound what such a header can cost, and would hide it: here they are lifted.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void Addresses_BracketsThatQuotesHide_AreReadInLinearTime(string end)
    {
        var limits = new MimeLimits { MaxHeaderLength = int.MaxValue, MaxAddresses = int.MaxValue };
        var header = "To: " + Repeat("<<\"\\\"\\\"\\\"\\\"\\\"\\\"a:;b:;", 5 * Size) + end;

        Assert.NotEmpty(MimeParser.Parse(Encoding.ASCII.GetBytes(header), limits).To);
    }

    private static string Repeat(string pattern, int length) =>
        new StringBuilder(length + pattern.Length).Insert(0, pattern, length / pattern.Length).ToString();
}
