using EmailAgent.Mail.Mime;

namespace EmailAgent.Providers.Notices;

/// <summary>The message that a notice becomes.</summary>
internal static class NoticeMessage
{
    private const string Name = "EmailAgent";

    public static byte[] ToBytes(Notice notice, string from, DateTimeOffset now)
    {
        var sender = new MailAddress(Name, from);
        return MimeWriter.ToBytes(new OutgoingMessage
        {
            From = [sender],
            To = [new MailAddress(null, notice.To)],
            Subject = notice.Subject,
            Date = now,
            MessageId = OutgoingMessage.NewMessageId(sender.Domain),
            Headers = [new OutgoingHeader("Auto-Submitted", "auto-generated")], // RFC 3834: no automatic answers
            Text = notice.Text,
        });
    }
}
