using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EmailAgent.Grains.Slack;

/// <summary>The body of a post: Block Kit, within Slack's limits of 50 blocks and 3,000 characters in a text.</summary>
internal static class SlackPost
{
    /// <summary>The maximum number of messages that a post shows; further ones are counted.</summary>
    public const int MostShown = 10;

    private const int LongestSubject = 200;
    private const int LongestSender = 150;
    private const int LongestPreview = 300;
    private const int LongestReason = 200;

    /// <summary>Writes the test message.</summary>
    public static ReadOnlyMemory<byte> Test(string product) => Write($"{product} is connected to this channel.", static _ => { });

    /// <summary>Writes a post of mail.</summary>
    /// <param name="mail">Newest first; at least one.</param>
    /// <param name="address">The address of the web UI; null if it is not known.</param>
    public static ReadOnlyMemory<byte> Of(IReadOnlyList<SlackMail> mail, bool hasPreview, Uri? address)
    {
        var summary = mail.Count == 1
            ? $"{Sender(mail[0])}: {Subject(mail[0])}"
            : string.Create(CultureInfo.InvariantCulture, $"{mail.Count} new messages");
        return Write(summary, json =>
        {
            foreach (var message in mail.Take(MostShown))
                WriteMail(json, message, hasPreview);
            if (mail.Count > MostShown)
                WriteContext(json, string.Create(CultureInfo.InvariantCulture, $"and {mail.Count - MostShown} more"));
            if (address is not null)
                WriteButton(json, new Uri(address, "mail"));
        });
    }

    /// <summary>Returns text in which nothing is markup, a mention or a link.</summary>
    public static string Escape(string text, int longest)
    {
        var escaped = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (escaped.Length >= longest)
                return escaped.Append('…').ToString();
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                // Between these, Slack reads formatting; look-alikes do not change what is read.
                '*' => "∗",
                '_' => "＿",
                '~' => "∼",
                '`' => "ˋ",
                _ when Rune.IsControl(rune) => " ",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static ReadOnlyMemory<byte> Write(string summary, Action<Utf8JsonWriter> writeBlocks)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("text"u8, summary); // what notifications show
            json.WriteBoolean("unfurl_links"u8, false);
            json.WriteBoolean("unfurl_media"u8, false);
            json.WriteStartArray("blocks"u8);
            writeBlocks(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteMail(Utf8JsonWriter json, SlackMail mail, bool hasPreview)
    {
        var text = $"*{Subject(mail)}*\n{Sender(mail)}";
        if (hasPreview && mail.Preview.Length > 0)
            text += $"\n{Escape(mail.Preview, LongestPreview)}";
        json.WriteStartObject();
        json.WriteString("type"u8, "section"u8);
        WriteText(json, "text"u8, text);
        json.WriteEndObject();
        var about = Escape(mail.Mailbox, LongestSender);
        WriteContext(json, mail.Reason is { Length: > 0 } reason ? $"{about} · {Escape(reason, LongestReason)}" : about);
    }

    private static void WriteContext(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "context"u8);
        json.WriteStartArray("elements"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "mrkdwn"u8);
        json.WriteString("text"u8, text);
        json.WriteBoolean("verbatim"u8, true); // no links, channels or mentions are made of the text
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteButton(Utf8JsonWriter json, Uri address)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "actions"u8);
        json.WriteStartArray("elements"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "button"u8);
        json.WriteStartObject("text"u8);
        json.WriteString("type"u8, "plain_text"u8);
        json.WriteString("text"u8, "Open mail"u8);
        json.WriteEndObject();
        json.WriteString("url"u8, address.AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("type"u8, "mrkdwn"u8);
        json.WriteString("text"u8, text);
        json.WriteBoolean("verbatim"u8, true); // no links, channels or mentions are made of the text
        json.WriteEndObject();
    }

    private static string Subject(SlackMail mail) => mail.Subject.Length == 0 ? "(no subject)" : Escape(mail.Subject, LongestSubject);

    private static string Sender(SlackMail mail) =>
        string.IsNullOrWhiteSpace(mail.FromName) ? Escape(mail.FromEmail, LongestSender) : $"{Escape(mail.FromName, LongestSender)} ({Escape(mail.FromEmail, LongestSender)})";
}
