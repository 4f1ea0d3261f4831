using System.Text;
using EmailAgent.Delivery.Messages;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Delivery.Tests.Messages;

/// <summary>Messages to write in tests, read back by the parser of received mail.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset Date = new(2026, 11, 5, 9, 8, 7, TimeSpan.FromHours(-3.5));

    public static OutgoingMessage Simple => new()
    {
        From = [new OutgoingAddress("Ada", "ada@example.org")],
        To = [new OutgoingAddress(null, "bob@example.com")],
        Subject = "Plans",
        Date = Date,
        MessageId = "1@example.org",
        Text = "Hello.\n",
    };

    public static OutgoingFile File(string name, string content = "data") => OutgoingFile.Of(Encoding.UTF8.GetBytes(content), name, "application/x-test");

    public static async Task<string> WrittenAsync(OutgoingMessage message) => Encoding.UTF8.GetString(await MessageWriter.ToBytesAsync(message));

    /// <summary>Writes a message whose files are in memory, so that nothing is waited for.</summary>
    public static byte[] Bytes(OutgoingMessage message) => MessageWriter.ToBytesAsync(message).GetAwaiter().GetResult();

    public static MimeMessage Parsed(OutgoingMessage message) => MimeParser.Parse(Bytes(message));

    public static async Task<MimeMessage> ParsedAsync(OutgoingMessage message) => MimeParser.Parse(await MessageWriter.ToBytesAsync(message));
}
