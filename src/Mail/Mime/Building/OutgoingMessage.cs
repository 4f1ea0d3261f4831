namespace EmailAgent.Mail.Mime;

/// <summary>
/// A message to be written by <see cref="MimeWriter"/>. The same values always give the same bytes, so that a message can
/// be sent again as it was.
/// </summary>
public sealed record OutgoingMessage
{
    /// <summary>Authors, at least one. More than one need a <see cref="Sender"/> (RFC 5322 section 3.6.2).</summary>
    public required IReadOnlyList<MailAddress> From { get; init; }

    /// <summary>Who sends it on the authors' behalf. Default: null, the author.</summary>
    public MailAddress? Sender { get; init; }

    /// <summary>Where answers are to go. Default: none, to the authors.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>Main recipients. Default: none; without any recipient shown, the field names an empty group.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>Further recipients. Default: none.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Hidden recipients, written only with <see cref="MimeWriterOptions.IncludeBcc"/>. Default: none.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    /// <summary>Subject in one line, any characters but controls; blanks round it are not kept. Default: empty.</summary>
    public string Subject { get; init; } = "";

    /// <summary>When it was written; seconds count.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Identifier without angle brackets, such as <c>"7f3a@example.org"</c>; see <see cref="NewMessageId"/>.</summary>
    public required string MessageId { get; init; }

    /// <summary>Identifiers of the messages this one answers, without angle brackets. Default: none.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>Identifiers of the messages before this one in its thread, oldest first, without angle brackets. Default: none.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>
    /// Further header fields in order, such as List-Unsubscribe. Those with a property here, MIME-Version and Content-* are
    /// refused. Default: none.
    /// </summary>
    public IReadOnlyList<OutgoingHeader> Headers { get; init; } = [];

    /// <summary>Body as plain text, any line ends. Default: null, none; a message with neither body is empty text.</summary>
    public string? Text { get; init; }

    /// <summary>Body as HTML, written as it is. With <see cref="Text"/> both are alternatives. Default: null, none.</summary>
    public string? Html { get; init; }

    /// <summary>An invitation or its answer as an alternative of the body (RFC 6047). Default: null, none.</summary>
    public OutgoingCalendar? Calendar { get; init; }

    /// <summary>What <see cref="Html"/> shows by <c>cid:</c>; each needs a <see cref="OutgoingAttachment.ContentId"/>. Default: none.</summary>
    public IReadOnlyList<OutgoingAttachment> InlineParts { get; init; } = [];

    /// <summary>Attachments in order. Default: none.</summary>
    public IReadOnlyList<OutgoingAttachment> Attachments { get; init; } = [];

    /// <summary>True if an address has a local part that only SMTPUTF8 (RFC 6531) can carry. Domains never need it.</summary>
    public bool NeedsSmtpUtf8 =>
        Everybody.Any(address => !System.Text.Ascii.IsValid(address.Address.AsSpan(0, Math.Max(0, address.Address.LastIndexOf('@')))));

    internal IEnumerable<MailAddress> Everybody =>
        From.Concat(Sender is null ? [] : [Sender]).Concat(ReplyTo).Concat(To).Concat(Cc).Concat(Bcc);

    /// <summary>A new identifier: 128 random bits at a domain.</summary>
    /// <param name="domain">The author's domain, or the host's name.</param>
    public static string NewMessageId(string domain)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        return $"{Guid.NewGuid():N}@{AddressSyntax.ToAce(domain)}";
    }
}
