using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Building;

/// <summary>Messages to write in tests.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset Date = new(2026, 11, 5, 9, 8, 7, TimeSpan.FromHours(-3.5));

    public static OutgoingMessage Simple => new()
    {
        From = [new MailAddress("Ada", "ada@example.org")],
        To = [new MailAddress(null, "bob@example.com")],
        Subject = "Plans",
        Date = Date,
        MessageId = "1@example.org",
        Text = "Hello.\n",
    };

    public static OutgoingAttachment File(string name, string content = "data") =>
        new() { Content = Encoding.UTF8.GetBytes(content), FileName = name, MediaType = "application/x-test" };

    public static string Written(OutgoingMessage message, MimeWriterOptions? options = null) => Encoding.UTF8.GetString(MimeWriter.ToBytes(message, options));

    public static MimeMessage Parsed(OutgoingMessage message, MimeWriterOptions? options = null) => MimeParser.Parse(MimeWriter.ToBytes(message, options));
}
