using System.Text;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Tests.Mail;

public sealed class AttachmentHeaderTests
{
    [Theory]
    [InlineData("Content-Type: application/pdf\r\nContent-Transfer-Encoding: BASE64\r\n\r\n", "application/pdf", AttachmentEncoding.Base64)]
    [InlineData("Content-Type: text/css; name=a.css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", "text/css", AttachmentEncoding.QuotedPrintable)]
    [InlineData("Content-Type: message/rfc822\r\n\r\n", "message/rfc822", AttachmentEncoding.Identity)]
    [InlineData("Content-Type: application/octet-stream; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n", "application/octet-stream", null)]
    [InlineData("Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n", "application/pdf", null)]
    [InlineData("Content-Type: text/plain\r\n\r\n", "application/octet-stream", null)] // a uuencoded file in the text
    [InlineData("Content-Type: application/pdf\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n", "application/pdf", null)]
    public void FindEncoding_OfWhatIsNoPartOfItsOwn_IsNull(string header, string stored, AttachmentEncoding? expected) => Assert.Equal(
        expected, AttachmentHeader.FindEncoding(Encoding.ASCII.GetBytes(header), new MailAttachment(Guid.NewGuid(), "2", "name", stored, 1, false, null)));
}
