using System.Net;
using System.Text;

namespace EmailAgent.Providers.Gmail;

/// <summary>Makes a message in RFC 5322 form of what Gmail tells of it: the header fields that a list shows, and the first words.</summary>
internal static class GmailMetadata
{
    public static IReadOnlyList<string> HeaderFields { get; } =
        ["From", "To", "Cc", "Bcc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"];

    public static ReadOnlyMemory<byte> ToMime(GmailMessage message)
    {
        var text = new StringBuilder();
        foreach (var header in message.Payload?.Headers ?? [])
        {
            // Whatever else a server sends, such as a Content-Type, says nothing about the text that stands in for the body.
            if (HeaderFields.Contains(header.Name, StringComparer.OrdinalIgnoreCase))
            {
                text.Append(header.Name).Append(": ").Append(header.Value.ReplaceLineEndings(" ").Replace('\0', ' ')).Append("\r\n");
            }
        }

        text.Append("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n");
        return Encoding.UTF8.GetBytes(text.Append(WebUtility.HtmlDecode(message.Snippet)).ToString());
    }
}
