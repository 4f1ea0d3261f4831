using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MimeKit;

namespace EmailAgent.Delivery.Messages;

/// <summary>
/// Writes messages (RFC 5322, MIME) by MimeKit: mixed(alternative(text, related(html, inline files)), attachments), with each level only
/// where it has more than one part. The result is ASCII unless an address or an embedded message demands more.
/// </summary>
public static class MessageWriter
{
    // RFC 5322 section 2.1.1. A text with longer lines is encoded as quoted-printable.
    private const int LongestLine = 998;

    /// <summary>Writes a message; the same message gives the same bytes.</summary>
    /// <exception cref="ArgumentException">A value cannot be written as what it is. Nothing was written.</exception>
    public static async Task WriteAsync(OutgoingMessage message, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(destination);
        using var mime = Header(message);
        mime.Body = await BodyAsync(message, cancellationToken).ConfigureAwait(false);
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        options.EnsureNewLine = true;
        options.International = Addresses(mime).Any(address => OutgoingText.NeedsUtf8(address.Address));
        await mime.WriteToAsync(options, destination, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a message into memory. For small messages.</summary>
    /// <inheritdoc cref="WriteAsync" path="/exception"/>
    public static async Task<byte[]> ToBytesAsync(OutgoingMessage message, CancellationToken cancellationToken = default)
    {
        using var memory = new MemoryStream();
        await WriteAsync(message, memory, cancellationToken).ConfigureAwait(false);
        return memory.ToArray();
    }

    private static MimeMessage Header(OutgoingMessage message)
    {
        if (message.From.Count == 0 && !message.IsDraft)
        {
            throw new ArgumentException("A message needs an author.");
        }

        if (message.From.Count > 1 && message.Sender is null)
        {
            throw new ArgumentException("A message of several authors needs a sender (RFC 5322 section 3.6.2).");
        }

        var mime = new MimeMessage
        {
            Subject = OutgoingText.Checked(message.Subject, "The subject"),
            MessageId = OutgoingText.Identifier(message.MessageId, "Message-ID"),
        };

        // As text, because MimeKit 4.18.2 writes a zone west of Greenwich that is not of whole hours as -03-30.
        mime.Headers.Replace(HeaderId.Date, Rfc5322Date(message.Date));
        mime.From.AddRange(message.From.Select(OutgoingText.Address));
        mime.ReplyTo.AddRange(message.ReplyTo.Select(OutgoingText.Address));
        mime.To.AddRange(message.To.Select(OutgoingText.Address));
        mime.Cc.AddRange(message.Cc.Select(OutgoingText.Address));
        if (message.Sender is { } sender)
        {
            mime.Sender = OutgoingText.Address(sender);
        }

        foreach (var hidden in message.Bcc)
        {
            // Checked like the others, and left out.
            OutgoingText.Address(hidden);
        }

        // Some servers refuse mail that shows no recipient.
        if (mime.To.Count + mime.Cc.Count == 0 && !message.IsDraft)
        {
            mime.To.Add(new GroupAddress("undisclosed-recipients"));
        }

        AddThread(mime, message);
        foreach (var field in message.Headers)
        {
            mime.Headers.Add(OutgoingText.HeaderName(field.Name), OutgoingText.Checked(field.Value, "A header field"));
        }

        return mime;
    }

    private static void AddThread(MimeMessage mime, OutgoingMessage message)
    {
        // As text, because MimeKit's own properties refuse identifiers that are in use, such as those without a domain.
        Add(HeaderId.InReplyTo, message.InReplyTo, "In-Reply-To");
        Add(HeaderId.References, message.References, "References");

        void Add(HeaderId field, IReadOnlyList<string> ids, string name)
        {
            if (ids.Count > 0)
            {
                mime.Headers.Add(field, string.Join(' ', ids.Select(id => $"<{OutgoingText.Identifier(id, name)}>")));
            }
        }
    }

    private static async Task<MimeEntity> BodyAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (message.Inline.Count > 0 && message.Html is null)
        {
            throw new ArgumentException("Inline files need an HTML body that shows them.");
        }

        var builder = new BodyBuilder
        {
            TextBody = Lines(message.Text ?? (message.Html is null ? "" : PlainText.FromHtml(message.Html))),
            HtmlBody = message.Html is null ? null : Lines(message.Html),
        };
        foreach (var file in message.Inline)
        {
            builder.LinkedResources.Add(await PartAsync(file, ContentDisposition.Inline, cancellationToken).ConfigureAwait(false));
        }

        foreach (var file in message.Attachments)
        {
            builder.Attachments.Add(await PartAsync(file, ContentDisposition.Attachment, cancellationToken).ConfigureAwait(false));
        }

        var body = builder.ToMessageBody();
        Finish(body, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId)).AsSpan(0, 12)));
        return body;
    }

    private static async Task<MimePart> PartAsync(OutgoingFile file, string disposition, CancellationToken cancellationToken)
    {
        if (disposition == ContentDisposition.Inline && file.ContentId is null)
        {
            throw new ArgumentException("An inline file needs a Content-ID.");
        }

        // Only base64 keeps a file byte for byte; a message must not be encoded (RFC 2046 section 5.2.1).
        var isMessage = file.MediaType.Equals("message/rfc822", StringComparison.OrdinalIgnoreCase);
        var own = !isMessage ? ContentEncoding.Default
            : await IsAsciiAsync(file, cancellationToken).ConfigureAwait(false) ? ContentEncoding.SevenBit : ContentEncoding.EightBit;
        var part = new MimePart(OutgoingText.MediaType(file.MediaType))
        {
            ContentDisposition = new ContentDisposition(disposition),
            Content = new SourceContent(file.Open, own),
            ContentTransferEncoding = isMessage ? own : ContentEncoding.Base64,
        };
        if (file.FileName is { } name)
        {
            FileNameParameter.Set(part, OutgoingText.Checked(name, "A file's name"));
        }

        if (file.ContentId is { } id)
        {
            part.Headers.Replace(HeaderId.ContentId, $"<{OutgoingText.Identifier(id, "Content-ID")}>");
        }

        return part;
    }

    private static async Task<bool> IsAsciiAsync(OutgoingFile file, CancellationToken cancellationToken)
    {
        var source = await file.Open(cancellationToken).ConfigureAwait(false);
        await using var closing = source.ConfigureAwait(false);
        var buffer = new byte[16 << 10];
        while (await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            if (!Ascii.IsValid(buffer.AsSpan(0, count)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Chooses encodings of texts, and boundaries that no encoded part can contain and that depend on the message only.</summary>
    private static void Finish(MimeEntity body, string hash)
    {
        var number = 0;
        var open = new Stack<MimeEntity>([body]);
        while (open.TryPop(out var entity))
        {
            if (entity is Multipart multipart)
            {
                multipart.Boundary = $"=_{hash}_{++number}";
                foreach (var child in multipart)
                {
                    open.Push(child);
                }
            }
            else if (entity is TextPart text)
            {
                text.Prepare(EncodingConstraint.SevenBit, LongestLine);
            }
        }
    }

    private static IEnumerable<MailboxAddress> Addresses(MimeMessage mime)
        => mime.From.Mailboxes.Concat(mime.ReplyTo.Mailboxes).Concat(mime.To.Mailboxes).Concat(mime.Cc.Mailboxes).Concat(mime.Sender is null ? [] : [mime.Sender]);

    private static string Rfc5322Date(DateTimeOffset date) =>
        date.ToString("ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture).Remove(29, 1);

    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
