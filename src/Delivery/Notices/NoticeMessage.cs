using EmailAgent.Delivery.Messages;

namespace EmailAgent.Delivery.Notices;

/// <summary>The message that a notice becomes.</summary>
internal static class NoticeMessage
{
    private const string Name = "EmailAgent";

    public static Task<byte[]> ToBytesAsync(Notice notice, string from, DateTimeOffset now, CancellationToken cancellationToken) => MessageWriter.ToBytesAsync(
        new OutgoingMessage
        {
            From = [new OutgoingAddress(Name, from)],
            To = [new OutgoingAddress(null, notice.To)],
            Subject = notice.Subject,
            Date = now,
            MessageId = OutgoingMessage.NewMessageId(from[(from.LastIndexOf('@') + 1)..]),
            Headers = [new OutgoingHeader("Auto-Submitted", "auto-generated")], // RFC 3834: no automatic answers
            Text = notice.Text,
        },
        cancellationToken);
}
