using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Replies;
using EmailAgent.Grains.Search;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers;
using EmailAgent.Search;

namespace EmailAgent.Grains.Sync;

/// <summary>The conversion of a message into its stored form: parsed, with its preview and its search document.</summary>
/// <remarks>It caches words between messages, so reusing it saves time; it is not safe for concurrent use.</remarks>
/// <param name="signals">Reads what the analysis needs of the header.</param>
internal sealed class MessageConverter(SignalReader signals)
{
    /// <summary>The tolerance for a Date header ahead of the server's clock; a later one is ignored.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    private readonly SearchDocumentBuilder _document = new();

    /// <summary>Creates a converter that trusts only the servers that receive the mail.</summary>
    public MessageConverter()
        : this(SignalReader.Default)
    {
    }

    public NewMessage Convert(RemoteMessage remote)
    {
        var message = remote.TakeParsed();
        var sent = message.Date;
        var date = BelievableDate(sent, remote.ReceivedAt);
        var from = message.From.FirstOrDefault(HasAt) ?? (message.From.Count > 0 ? message.From[0] : null);
        var text = message.GetText();
        var attachments = message.Attachments;
        var row = new NewMessage
        {
            Id = Guid.CreateVersion7(),
            Site = SiteOf(remote),
            Identity = remote.Identity,
            Date = date,
            ReceivedAt = remote.ReceivedAt,
            Size = remote.Size,
            Flags = [.. remote.Flags],
            HasAttachments = attachments.Any(attachment => !attachment.IsInline),
            Subject = message.Subject ?? "",
            FromEmail = from?.Address ?? "",
            FromName = from?.Name,
            Preview = remote is LabelledMessage { IsPartial: true, Snippet: { } snippet } ? Preview.Of(snippet) : Preview.Of(text),
            Document = default,
            To = Addresses(message.To),
            Cc = Addresses(message.Cc),
            Bcc = Addresses(message.Bcc),
            ReplyTo = Addresses(message.ReplyTo),
            MessageId = message.MessageId,
            InReplyTo = message.InReplyTo,
            References = message.References,
            BodyText = text,
            BodyHtml = message.Bodies.Html,
            Defects = Defects(message, remote),
            Attachments = [.. attachments.Select(Attachment)],
            EventType = EventOf(remote.Arrival),
            Signs = ReplySignReader.Read(message, remote.Arrival),
            Signals = signals.Read(message, remote.AuthenticatingServer, sent == date ? date.Offset : null),
        };
        return row with { Document = Index(row) };
    }

    private static MessageSite SiteOf(RemoteMessage remote) => remote switch
    {
        PlacedMessage placed => new PlacedSite(placed.FolderId, placed.Uid),
        LabelledMessage labelled => new LabelledSite(labelled.RemoteId, [.. labelled.FolderIds], labelled.IsPartial),
        _ => throw new ArgumentException("A message has a place or an id.", nameof(remote)),
    };

    /// <summary>Returns the Date header unless it is in the future, since such mail would stay on top of every list.</summary>
    private static DateTimeOffset BelievableDate(DateTimeOffset? date, DateTimeOffset receivedAt) =>
        date is { } sent && sent <= receivedAt + ClockTolerance && sent > DateTimeOffset.UnixEpoch ? sent : receivedAt;

    private static string? EventOf(Arrival arrival) => arrival switch
    {
        Arrival.Received => MailEvents.Received,
        Arrival.Sent => MailEvents.Sent,
        Arrival.Filed => MailEvents.LabelAdded,
        _ => null,
    };

    private byte[] Index(NewMessage row) => _document.Build(new SearchContent
    {
        Date = row.Date,
        Subject = row.Subject,
        FromEmail = row.FromEmail,
        FromName = row.FromName,
        To = [.. AddressTexts.Of(row.To)],
        Cc = [.. AddressTexts.Of(row.Cc), .. AddressTexts.Of(row.Bcc)],
        BodyText = row.BodyText,
        HasAttachments = row.HasAttachments,
        AttachmentNames = [.. row.Attachments.Select(attachment => attachment.Filename)],
    });

    private static List<string> Defects(MimeMessage message, RemoteMessage remote)
    {
        var defects = message.Defects.Select(defect => DefectCodes.Of(defect.Kind)).Distinct().ToList();
        if (remote is LabelledMessage { IsPartial: true })
        {
            defects.Add(DefectCodes.Partial);
        }
        else if (remote.Size - remote.Raw.Length > remote.Size / 10)
        {
            defects.Add(DefectCodes.Truncated);
        }

        return defects;
    }

    /// <summary>Leaves out entries without an address, which are remains of a broken name. A list without any address is kept as it is.</summary>
    private static IReadOnlyList<EmailAddress> Addresses(IReadOnlyList<MailAddress> addresses)
    {
        var hasAddresses = addresses.Any(HasAt);
        return addresses.Count == 0 ? [] : [.. addresses.Where(address => !hasAddresses || HasAt(address)).Select(address => new EmailAddress(address.Name, address.Address))];
    }

    private static bool HasAt(MailAddress address) => address.Address.Contains('@', StringComparison.Ordinal);

    private static MailAttachment Attachment(MimeAttachment attachment) => new(
        Guid.CreateVersion7(),
        attachment.PartPath,
        AttachmentNames.Of(attachment),
        attachment.ContentType,
        attachment.Size,
        attachment.IsInline,
        attachment.ContentId);
}
