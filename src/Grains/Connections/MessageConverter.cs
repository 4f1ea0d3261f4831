using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Mail.Mime;
using EmailAgent.Providers;
using EmailAgent.Storage.Mail;
using EmailAgent.Storage.Search;

namespace EmailAgent.Grains.Connections;

/// <summary>Makes the stored form of a message: parsed, with its preview and its search document.</summary>
/// <remarks>Remembers words between messages, so it is worth keeping; not safe for use by several threads at once.</remarks>
internal sealed class MessageConverter
{
    /// <summary>A Date header further ahead of the server's clock than this is not believed.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    private readonly SearchDocumentBuilder _document = new();

    public NewMessage Convert(RemoteMessage remote)
    {
        var message = MimeParser.Parse(remote.Raw);
        var from = message.From.FirstOrDefault(HasAt) ?? (message.From.Count > 0 ? message.From[0] : null);
        var text = message.GetText();
        var attachments = message.Attachments;
        var row = new NewMessage
        {
            Id = Guid.CreateVersion7(),
            Site = SiteOf(remote),
            Identity = MessageIdentity.Of(message, remote.Size),
            Date = BelievableDate(message.Date, remote.ReceivedAt),
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
        };
        return row with { Document = Index(row) };
    }

    private static MessageSite SiteOf(RemoteMessage remote) => remote switch
    {
        PlacedMessage placed => new PlacedSite(placed.FolderId, placed.Uid),
        LabelledMessage labelled => new LabelledSite(labelled.RemoteId, [.. labelled.FolderIds], labelled.IsPartial),
        _ => throw new ArgumentException("A message has a place or an id.", nameof(remote)),
    };

    /// <summary>Mail dated in the future would stay on top of every list.</summary>
    private static DateTimeOffset BelievableDate(DateTimeOffset? date, DateTimeOffset receivedAt) =>
        date is { } sent && sent <= receivedAt + ClockTolerance && sent > DateTimeOffset.UnixEpoch ? sent : receivedAt;

    private static string? EventOf(Arrival arrival) => arrival switch
    {
        Arrival.Received => EventTypes.EmailReceived,
        Arrival.Sent => EventTypes.EmailSent,
        Arrival.Filed => EventTypes.LabelAdded,
        _ => null,
    };

    private byte[] Index(NewMessage row) => _document.Build(new SearchContent
    {
        Date = row.Date,
        Subject = row.Subject,
        FromEmail = row.FromEmail,
        FromName = row.FromName,
        To = row.To,
        Cc = [.. row.Cc, .. row.Bcc],
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

    /// <summary>Of a list with addresses what has none is left out: it is the rest of a broken name. A list without any is kept as it is.</summary>
    private static IReadOnlyList<MessageAddress> Addresses(IReadOnlyList<MailAddress> addresses)
    {
        var hasAddresses = addresses.Any(HasAt);
        return addresses.Count == 0 ? [] : [.. addresses.Where(address => !hasAddresses || HasAt(address)).Select(address => new MessageAddress(address.Name, address.Address))];
    }

    private static bool HasAt(MailAddress address) => address.Address.Contains('@', StringComparison.Ordinal);

    private static NewAttachment Attachment(MimeAttachment attachment) => new(
        Guid.CreateVersion7(),
        attachment.PartPath,
        AttachmentNames.Of(attachment),
        attachment.ContentType,
        attachment.Size,
        attachment.IsInline,
        attachment.ContentId);
}
