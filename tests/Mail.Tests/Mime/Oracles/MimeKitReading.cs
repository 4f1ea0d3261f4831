using System.Text;
using EmailAgent.Mail.Mime;
using Kit = MimeKit;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>One message as a reader sees it, in a form in which two parsers can be compared.</summary>
/// <param name="Leaves">Media types of all parts that hold content, in order; those of attached messages too.</param>
/// <param name="Subject">The subject; runs of blanks are one.</param>
/// <param name="From">Addresses with an at sign of the authors.</param>
/// <param name="To">The same of the recipients.</param>
/// <param name="Date">Seconds since 1970; null where there is none.</param>
/// <param name="Text">Letters and digits of the text body; empty where there is none.</param>
internal sealed record MimeKitReading(string Leaves, string Subject, string From, string To, long? Date, string Text)
{
    public static MimeKitReading Ours(byte[] raw)
    {
        var message = MimeParser.Parse(raw);
        return new(
            string.Join(' ', Types(message.Root)),
            Words(message.Subject),
            string.Join(' ', message.From.Select(address => address.Address).Where(IsAddress)),
            string.Join(' ', message.To.Select(address => address.Address).Where(IsAddress)),
            message.Date?.ToUnixTimeSeconds(),
            Letters(message.Bodies.Text));
    }

    public static MimeKitReading Theirs(byte[] raw)
    {
        using var message = Kit.MimeMessage.Load(new MemoryStream(raw));
        return new(
            string.Join(' ', Types(message.Body)),
            Words(message.Subject),
            string.Join(' ', message.From.Mailboxes.Select(mailbox => mailbox.Address).Where(IsAddress)),
            string.Join(' ', message.To.Mailboxes.Select(mailbox => mailbox.Address).Where(IsAddress)),
            message.Headers.Contains(Kit.HeaderId.Date) && message.Date != DateTimeOffset.MinValue ? message.Date.ToUnixTimeSeconds() : null,
            Letters(message.TextBody));
    }

    private static IEnumerable<string> Types(MimePart part)
    {
        if (part.Children.Count > 0)
            return part.Children.SelectMany(Types);
        return part.EmbeddedMessage is { } embedded ? Types(embedded.Root) : [part.ContentType.MediaType];
    }

    private static IEnumerable<string> Types(Kit.MimeEntity? entity) => entity switch
    {
        null => [],
        Kit.Multipart { Count: > 0 } multipart => multipart.SelectMany(Types),
        Kit.MessagePart { Message: { } message } => Types(message.Body),
        _ => [entity.ContentType.MimeType.ToLowerInvariant()],
    };

    private static bool IsAddress(string address) => address.Contains('@', StringComparison.Ordinal);

    private static string Words(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Letters(string? text)
    {
        var letters = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (char.IsLetterOrDigit(c))
                letters.Append(c);
        }

        return letters.ToString();
    }
}
