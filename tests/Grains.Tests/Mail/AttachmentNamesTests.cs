using System.Text;
using EmailAgent.Grains.Mail;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Tests.Mail;

public sealed class AttachmentNamesTests
{
    [Theory]
    [InlineData("Content-Type: message/rfc822\n\nSubject: Lunch: today?\n\nHi", "Lunch  today.eml")]
    [InlineData("Content-Type: message/rfc822\n\nFrom: a@example.org\n\nHi", "message.eml")]
    [InlineData("Content-Type: message/rfc822; name=\"x.eml\"\n\nSubject: Lunch\n\nHi", "x.eml")]
    [InlineData("Content-Type: application/pdf\nContent-Disposition: attachment\n\nHi", "attachment-2")]
    public void Of_Attachment_IsItsNameOrOneThatTellsItApart(string part, string expected)
    {
        var message = MimeParser.Parse(Encoding.UTF8.GetBytes($"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nText\n--x\n{part}\n--x--\n"));
        Assert.Equal(expected, AttachmentNames.Of(Assert.Single(message.Attachments)));
    }
}
