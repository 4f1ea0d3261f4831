using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Search;
using EmailAgent.Grains.Shares;
using EmailAgent.Storage.Mail;
using EmailAgent.Storage.Search;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Mail;

[StatelessWorker, Reentrant]
internal sealed class MailQueryGrain(MailReader mail, DetailReads details, MailSearch search, MessageLocator locator) : Grain, IMailQueryGrain
{
    private static readonly Problem NoSuchMessage = new(ProblemCodes.NotFound, "There is no such message.");

    public async Task<Outcome<Page<EmailSummary>>> ListAsync(Visibility visible, EmailFilter filter, CancellationToken cancellationToken)
    {
        var labels = filter.Label is { } label && !MailFilters.IsRole(label)
            ? await mail.FindLabelsAsync(visible.ToScope(), Ids.TryParse(label, out var id) ? id : null, label, cancellationToken)
            : [];
        var criteria = MailFilters.Read(filter, labels);
        if (criteria.Problem is { } refused)
            return refused;
        var page = await mail.ListAsync(visible.ToScope(), criteria.Value!, cancellationToken);
        return new Page<EmailSummary>(MailMapping.ToSummaries(page.Items), page.Total, filter.PageNumber, filter.PageSize);
    }

    public async Task<Outcome<EmailDetail>> GetAsync(Visibility visible, string emailId, CancellationToken cancellationToken) =>
        Ids.TryParse(emailId, out var id) && await details.GetAsync(visible.ToScope(), id, cancellationToken) is { } found ? found : NoSuchMessage;

    public async Task<Outcome<IReadOnlyList<EmailSummary>>> GetThreadAsync(Visibility visible, string emailId, CancellationToken cancellationToken)
    {
        var thread = Ids.TryParse(emailId, out var id) ? await mail.GetThreadAsync(visible.ToScope(), id, cancellationToken) : [];
        return thread.Count == 0 ? NoSuchMessage : new Outcome<IReadOnlyList<EmailSummary>>(MailMapping.ToSummaries(thread), null);
    }

    public async Task<IReadOnlyList<SharedEmail>> FindSharedAsync(
        IReadOnlyList<SharedMailbox> mailboxes, IReadOnlyList<string> emailIds, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<Guid, string>();
        foreach (var text in emailIds)
        {
            if (Ids.TryParse(text, out var id))
                wanted.TryAdd(id, text);
        }

        var byId = mailboxes.ToDictionary(mailbox => (mailbox.OwnerId, mailbox.ConnectionId));
        Guid[] owners = [.. mailboxes.Select(mailbox => mailbox.OwnerId).Distinct()];
        var found = new List<SharedEmail>();
        foreach (var message in await locator.FindOwnersAsync(owners, wanted.Keys, cancellationToken))
        {
            if (byId.TryGetValue((message.UserId, message.ConnectionId), out var mailbox))
                found.Add(new SharedEmail(wanted[message.MessageId], mailbox));
        }

        return found;
    }

    public async Task<Outcome<EmailLocation>> LocateAsync(Visibility visible, string emailId, CancellationToken cancellationToken) =>
        Ids.TryParse(emailId, out var id) && await locator.LocateAsync(visible.UserId, id, cancellationToken) is { } found && visible.Includes(found.ConnectionId)
            ? new EmailLocation(Ids.Format(id), Ids.Format(found.ConnectionId), found.Size, InOnePiece: found is LabelledLocation)
            : NoSuchMessage;

    public async Task<Outcome<AttachmentLocation>> LocateAttachmentAsync(Visibility visible, string attachmentId, CancellationToken cancellationToken) =>
        Ids.TryParse(attachmentId, out var id) && await locator.FindAttachmentAsync(visible.UserId, id, cancellationToken) is { } found && visible.Includes(found.ConnectionId)
            ? new AttachmentLocation(Ids.Format(found.Id), Ids.Format(found.MessageId), Ids.Format(found.ConnectionId), found.Size)
            {
                Filename = found.Filename,
                ContentType = found.ContentType,
                MessageSize = found.MessageSize,
                InOnePiece = found.InOnePiece,
                IsTruncated = found.IsTruncated,
            }
            : MailboxAttachments.NoSuchAttachment;

    public async Task<Outcome<IReadOnlyList<Label>>> ListLabelsAsync(Visibility visible, string? connectionId, CancellationToken cancellationToken)
    {
        Guid? only = null;
        if (connectionId is not null)
        {
            if (!Ids.TryParse(connectionId, out var id))
                return new Problem(ProblemCodes.Invalid, "The value is not the id of a connection.", "connection_id");
            only = id;
        }

        var labels = await mail.ListLabelsAsync(visible.ToScope(), only, cancellationToken);
        return new Outcome<IReadOnlyList<Label>>([.. labels.Select(MailMapping.ToLabel)], null);
    }

    public async Task<Outcome<Label>> FindLabelAsync(Visibility visible, string labelId, CancellationToken cancellationToken) =>
        Ids.TryParse(labelId, out var id) && await mail.GetLabelAsync(visible.ToScope(), id, cancellationToken) is { } found
            ? MailMapping.ToLabel(found)
            : MailboxLabels.NoSuchLabel;

    public async Task<Outcome<SearchResults>> SearchAsync(Visibility visible, SearchRequest request, CancellationToken cancellationToken)
    {
        var offset = (request.PageNumber - 1) * request.PageSize;
        var place = request.Place switch { null => SearchPlace.OutsideTrash, "trash" => SearchPlace.Trash, "spam" => SearchPlace.Spam, _ => SearchPlace.Everywhere };
        var wanted = new MailSearchRequest(request.Query, offset, request.PageSize, request.ByRelevance, place);
        var outcome = await search.SearchAsync(visible.ToScope(), wanted, cancellationToken);
        if (outcome.Page is not { } page)
            return new Problem(ProblemCodes.Invalid, outcome.Error!.Message, "q");
        var hits = page.Items.Select(hit => new SearchHit(MailMapping.ToSummary(hit.Summary), hit.SubjectHighlighted, hit.Snippet));
        var coverage = new SearchCoverage(page.Coverage.Indexed, page.Coverage.Total, page.Coverage.Oldest);
        return new SearchResults([.. hits], page.Total, request.PageNumber, request.PageSize, coverage, page.TotalIsAtLeast);
    }
}
