namespace EmailAgent.Mail.Mime;

/// <summary>
/// A parsed message. Header values and bodies are decoded on first use, so it must not be read by two threads at once.
/// </summary>
public sealed class MimeMessage
{
    private readonly MimeSource _source;
    private string? _subject;
    private IReadOnlyList<MailAddress>? _from;
    private IReadOnlyList<MailAddress>? _to;
    private IReadOnlyList<MailAddress>? _cc;
    private IReadOnlyList<string>? _references;
    private MimeBodies? _bodies;

    internal MimeMessage(MimeSource source, MimePart root)
    {
        _source = source;
        Root = root;
    }

    /// <summary>Header fields of the message.</summary>
    public HeaderList Headers => Root.Headers;

    /// <summary>The outermost part: the body itself, or the multipart that holds all others.</summary>
    public MimePart Root { get; }

    /// <summary>Subject in one line without control characters, encoded words decoded; null if there is no such field.</summary>
    public string? Subject
    {
        get
        {
            if (_subject is null && Headers.IndexOf(HeaderId.Subject) is >= 0 and var index)
                _subject = HeaderText.Decode(Headers.Raw(index));
            return _subject;
        }
    }

    /// <summary>Authors. Groups are flattened, repeated fields joined; so for all address fields.</summary>
    public IReadOnlyList<MailAddress> From => _from ??= Addresses(HeaderId.From);

    /// <summary>Gets the sender on the authors' behalf.</summary>
    public IReadOnlyList<MailAddress> Sender => Addresses(HeaderId.Sender);

    /// <summary>Gets the addresses for replies.</summary>
    public IReadOnlyList<MailAddress> ReplyTo => Addresses(HeaderId.ReplyTo);

    /// <summary>Main recipients.</summary>
    public IReadOnlyList<MailAddress> To => _to ??= Addresses(HeaderId.To);

    /// <summary>Further recipients.</summary>
    public IReadOnlyList<MailAddress> Cc => _cc ??= Addresses(HeaderId.Cc);

    /// <summary>Hidden recipients, present in sent mail and drafts.</summary>
    public IReadOnlyList<MailAddress> Bcc => Addresses(HeaderId.Bcc);

    /// <summary>Gets the date and time of writing, in the writer's zone (UTC if none is given); null if missing or unreadable.</summary>
    public DateTimeOffset? Date
    {
        get
        {
            var index = Headers.IndexOf(HeaderId.Date);
            if (index < 0)
                return null;
            var date = DateHeader.Parse(Headers.Raw(index));
            if (date is null)
                _source.Report(MimeDefectKind.InvalidDate, Headers.OffsetOf(index));
            return date;
        }
    }

    /// <summary>Message-ID without angle brackets; null if there is none. Senders repeat and forge it.</summary>
    public string? MessageId => MessageIdHeader.First(Headers.Raw(HeaderId.MessageId));

    /// <summary>Identifiers of the messages this one answers, without angle brackets.</summary>
    public IReadOnlyList<string> InReplyTo => Identifiers(HeaderId.InReplyTo);

    /// <summary>Identifiers of the messages before this one in its thread, oldest first, without angle brackets.</summary>
    public IReadOnlyList<string> References => _references ??= Identifiers(HeaderId.References);

    /// <summary>The servers it went through, the last one first. Read on each use, as are the next three.</summary>
    public IReadOnlyList<ReceivedHop> Received =>
        [.. Headers.All("Received").Select(header => ReceivedHeader.Parse(header.RawValue.Span))];

    /// <summary>
    /// Gets the results of sender checks, the last server's first (RFC 8601). See <see cref="Mime.AuthenticationResults"/> for which
    /// to trust.
    /// </summary>
    public IReadOnlyList<AuthenticationResults> AuthenticationResults =>
        [.. Headers.All("Authentication-Results").Select(header => AuthenticationResultsHeader.Parse(header.RawValue.Span))];

    /// <summary>The mailing list or bulk mailer that sent the message; null without List- fields.</summary>
    public MailingList? MailingList => MailingListHeaders.Read(Headers);

    /// <summary>
    /// Keyword of Auto-Submitted (RFC 3834 section 5) in lower case, such as "auto-replied"; null if there is none. Anything but
    /// null and "no" must not be answered automatically.
    /// </summary>
    public string? AutoSubmitted =>
        Headers["Auto-Submitted"]?.Split(';', '(', ' ')[0].ToLowerInvariant() is { Length: > 0 } keyword ? keyword : null;

    /// <summary>
    /// Gets the rule violations of the message in the order of their discovery. Defects of the structure are present at once, those
    /// of a header or a body when it is first decoded; at most 100 are kept.
    /// </summary>
    public IReadOnlyList<MimeDefect> Defects => _source.Defects;

    /// <summary>The text and the HTML that a mail reader would show.</summary>
    public MimeBodies Bodies => _bodies ??= BodySelector.Select(this, _source);

    /// <summary>
    /// Gets everything that a mail reader lists alongside the text, in order, including inline images. The files in a winmail.dat
    /// stand in its place (<see cref="MimeAttachment.Container"/>); the winmail.dat is listed only if it cannot be read completely.
    /// </summary>
    public IReadOnlyList<MimeAttachment> Attachments => Bodies.Attachments;

    /// <summary>Gets the outermost signature or encryption. Computed on each use, like the properties below.</summary>
    public MimeProtection Protection => ProtectionLabels.OfMessage(this);

    /// <summary>Invitations and replies to them, in order; the same one can occur as alternative and as attachment.</summary>
    public IReadOnlyList<CalendarPart> Calendars => [.. CalendarPart.FindAll(Root)];

    /// <summary>The status in a bounce or another delivery report (RFC 3464); null if the message is none.</summary>
    public DeliveryStatus? DeliveryStatus => Reports.DeliveryStatus(Root);

    /// <summary>
    /// Message-ID of the message that a report returns whole or by its header (RFC 6522 section 3), without angle brackets; null if there is none.
    /// </summary>
    public string? ReturnedMessageId => Reports.ReturnedMessageId(Root);

    /// <summary>The disposition in a read receipt (RFC 8098); null if the message is none.</summary>
    public DispositionNotification? DispositionNotification => Reports.DispositionNotification(Root);

    /// <summary>The complaint in a feedback report (RFC 5965); null if the message is none.</summary>
    public FeedbackReport? FeedbackReport => Reports.FeedbackReport(Root);

    /// <summary>Returns the text body, or the HTML body as text if there is no text or nothing visible in it; never null.</summary>
    public string GetText()
    {
        var text = Bodies.Text;
        if (!VisibleText.IsBlank(text))
            return text!;
        return Bodies.Html is { } html ? Bodies.ToText(html) : text ?? string.Empty;
    }

    private List<MailAddress> Addresses(HeaderId id)
    {
        var index = Headers.IndexOf(id);
        if (index < 0)
            return [];
        var addresses = new List<MailAddress>(2);
        for (; index >= 0; index = Headers.IndexOf(id, index + 1))
        {
            if (AddressHeader.Parse(Headers.Raw(index), addresses, _source.Limits.MaxAddresses))
                continue;
            _source.Report(MimeDefectKind.TooManyAddresses, Headers.OffsetOf(index));
            break;
        }

        return addresses;
    }

    private string[] Identifiers(HeaderId id)
    {
        var index = Headers.IndexOf(id);
        if (index < 0)
            return [];
        var ids = MessageIdHeader.All(Headers.Raw(index), _source.Limits.MaxReferences, out var complete);
        if (!complete)
            _source.Report(MimeDefectKind.TooManyReferences, Headers.OffsetOf(index));
        return ids;
    }
}
