using EmailAgent.Grains.Access;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Priority;
using EmailAgent.Grains.Retrieval;
using EmailAgent.Grains.Search;
using EmailAgent.Grains.Shares;
using EmailAgent.Providers;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Mail;

[StatelessWorker, Reentrant]
internal sealed class MailQueryGrain(MailReader mail, DetailReads details, MailSearch search, MeaningSearch meaning, MessageLocator locator) : Grain, IMailQueryGrain
{
    private static readonly Problem NoSuchMessage = new(ProblemCodes.NotFound, "There is no such message.");
    private static readonly Problem NoSuchPage = new(ProblemCodes.Invalid, "The value is not a next_after of an earlier page.", "after");
    private static readonly Problem NoConnectionId = new(ProblemCodes.Invalid, "The value is not the id of a connection.", "connection_id");

    public async Task<Outcome<Page<EmailSummary>>> ListAsync(Visibility visible, EmailFilter filter, CancellationToken cancellationToken)
    {
        IReadOnlyList<NamedLabel> labels = [];
        if (filter.Label is { } label && !LabelRoles.Has(label))
        {
            labels = await mail.FindLabelsAsync(visible, Ids.TryParse(label, out var id) ? id : null, label, cancellationToken);
            if (labels.Count == 0)
                return new Problem(ProblemCodes.Invalid, "There is no such label.", "label");
        }

        if (filter.ConnectionId is { } connectionId && !Ids.TryParse(connectionId, out _))
            return NoConnectionId;
        if (!ScoredPosition.TryParse(filter.After, out _))
            return NoSuchPage;
        var page = await mail.ListAsync(visible, filter, labels, cancellationToken);
        var next = filter.Sort == EmailSort.Priority && page.Items.Count == filter.PageSize ? ScoredPosition.Of(page.Items[^1]).ToString() : null;
        return new Page<EmailSummary>(page.Items, page.Total, filter.PageNumber, filter.PageSize, next);
    }

    public async Task<Outcome<EmailDetail>> GetAsync(Visibility visible, string emailId, CancellationToken cancellationToken) =>
        Ids.TryParse(emailId, out var id) && await details.GetAsync(visible, id, cancellationToken) is { } found ? found : NoSuchMessage;

    public async Task<Outcome<IReadOnlyList<EmailSummary>>> GetThreadAsync(Visibility visible, string emailId, CancellationToken cancellationToken)
    {
        var thread = Ids.TryParse(emailId, out var id) ? await mail.GetThreadAsync(visible, id, cancellationToken) : [];
        return thread.Count == 0 ? NoSuchMessage : new Outcome<IReadOnlyList<EmailSummary>>(thread, null);
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
            ? new EmailLocation(Ids.Format(id), Ids.Format(found.ConnectionId), found.Size, InOnePiece: found.Remote is LabelledLocation)
            : NoSuchMessage;

    public async Task<Outcome<AttachmentLocation>> LocateAttachmentAsync(Visibility visible, string attachmentId, CancellationToken cancellationToken) =>
        Ids.TryParse(attachmentId, out var id) && await locator.FindAttachmentAsync(visible, id, cancellationToken) is { } found
            ? found
            : MailboxAttachments.NoSuchAttachment;

    public async Task<Outcome<IReadOnlyList<Label>>> ListLabelsAsync(Visibility visible, string? connectionId, CancellationToken cancellationToken)
    {
        Guid? only = null;
        if (connectionId is not null)
        {
            if (!Ids.TryParse(connectionId, out var id))
                return NoConnectionId;
            only = id;
        }

        return new Outcome<IReadOnlyList<Label>>(await mail.ListLabelsAsync(visible, only, cancellationToken), null);
    }

    public async Task<Outcome<Label>> FindLabelAsync(Visibility visible, string labelId, CancellationToken cancellationToken) =>
        Ids.TryParse(labelId, out var id) && await mail.GetLabelAsync(visible, id, cancellationToken) is { } found
            ? found
            : MailboxLabels.NoSuchLabel;

    public async Task<Outcome<SearchResults>> SearchAsync(Visibility visible, SearchRequest request, CancellationToken cancellationToken)
    {
        if (request.Mode is SearchModes.Semantic or SearchModes.Hybrid)
            return await meaning.SearchAsync(visible, request, cancellationToken);
        var outcome = await search.SearchAsync(visible, request, cancellationToken);
        if (outcome.Page is not { } page)
            return new Problem(ProblemCodes.Invalid, outcome.Error!.Message, "q");
        return new SearchResults(page.Items, page.Total, request.PageNumber, request.PageSize, page.Coverage, page.TotalIsAtLeast);
    }
}
