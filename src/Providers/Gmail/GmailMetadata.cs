using System.Net;
using System.Text;

namespace EmailAgent.Providers.Gmail;

/// <summary>The reader of Gmail's metadata of a message: the header fields that a list shows, and the first words.</summary>
internal static class GmailMetadata
{
    public static IReadOnlyList<string> HeaderFields { get; } =
        ["From", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"];

    /// <summary>Returns the header fields in RFC 5322 form, with an empty body.</summary>
    public static ReadOnlyMemory<byte> ToMime(GmailMessage message)
    {
        var text = new StringBuilder();
        foreach (var header in message.Payload?.Headers ?? [])
        {
            // Other fields, such as a Content-Type, do not describe the empty body.
            if (HeaderFields.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                text.Append(header.Name).Append(": ").Append(header.Value.ReplaceLineEndings(" ").Replace('\0', ' ')).Append("\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }

    /// <summary>Returns the first words as text.</summary>
    public static string? Snippet(GmailMessage message) => WebUtility.HtmlDecode(message.Snippet);
}
