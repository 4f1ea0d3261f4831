using System.Globalization;

namespace EmailAgent.Mail.Mime;

/// <summary>Writes the header fields of a message, all but those of its body.</summary>
internal static class MessageHeader
{
    private static readonly string[] Own =
        ["Date", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version"];

    public static byte[] Write(OutgoingMessage message, MimeWriterOptions options)
    {
        if (message.From.Count == 0)
            throw new ArgumentException("A message needs an author.");
        if (message.From.Count > 1 && message.Sender is null)
            throw new ArgumentException("A message of several authors needs a sender (RFC 5322 section 3.6.2).");
        var header = new HeaderWriter(options.Utf8Headers);
        header.Field("Date", message.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Zone(message.Date.Offset));
        AddressListWriter.Field(header, "From", message.From);
        AddressListWriter.Field(header, "Sender", message.Sender is null ? [] : [message.Sender]);
        AddressListWriter.Field(header, "Reply-To", message.ReplyTo);
        WriteRecipients(header, message, options);
        WriteText(header, "Subject", message.Subject);
        WriteIdentifiers(header, "Message-ID", [message.MessageId]);
        WriteIdentifiers(header, "In-Reply-To", message.InReplyTo);
        WriteIdentifiers(header, "References", message.References);
        foreach (var field in message.Headers)
            WriteText(header, CheckedName(field.Name), field.Value);
        header.Field("MIME-Version", "1.0");
        return header.ToBytes();
    }

    private static void WriteRecipients(HeaderWriter header, OutgoingMessage message, MimeWriterOptions options)
    {
        // Some servers refuse mail that shows no recipient.
        if (message.To.Count + message.Cc.Count == 0)
            header.Field("To", "undisclosed-recipients:;");
        AddressListWriter.Field(header, "To", message.To);
        AddressListWriter.Field(header, "Cc", message.Cc);
        if (options.IncludeBcc)
            AddressListWriter.Field(header, "Bcc", message.Bcc);
    }

    private static void WriteText(HeaderWriter header, string name, string value)
    {
        header.Begin(name);
        UnstructuredText.Write(header, HeaderSyntax.Checked(value, name));
        header.End();
    }

    private static void WriteIdentifiers(HeaderWriter header, string name, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return;
        header.Begin(name);
        foreach (var id in ids)
            header.Word(Identifier(id, name, header.Utf8));
        header.End();
    }

    /// <summary>An identifier in its brackets.</summary>
    internal static string Identifier(string id, string field, bool utf8) =>
        id.Length > 0 && HeaderSyntax.IsPrintable(id, utf8) && !id.AsSpan().ContainsAny("<> ")
            ? $"<{id}>"
            : throw new ArgumentException($"{field} is not an identifier: printable characters without blanks and angle brackets are needed.");

    private static string CheckedName(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExceptInRange('!', '~') || name.Contains(':', StringComparison.Ordinal))
            throw new ArgumentException("This is not the name of a header field.");
        return Own.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException($"{name} is written from the message's own properties.")
            : name;
    }

    private static string Zone(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}{Math.Abs(offset.Minutes):00}");
}
