using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Outgoing;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Drafts;

[StatelessWorker, Reentrant]
internal sealed class DraftGrain(
    DraftStore store,
    DraftReader reader,
    DraftContents contents,
    OutgoingReferences references,
    ConnectionStore connections,
    EventAnnouncer announcer,
    IOptions<DraftOptions> options,
    TimeProvider time) : Grain, IDraftGrain
{
    private static readonly Problem NoSuchDraft = new(ProblemCodes.NotFound, "There is no such draft.");
    private static readonly Problem NoSuchConnection = new(ProblemCodes.NotFound, "There is no such connection.");
    private static readonly Problem NoSuchPage = new(ProblemCodes.Invalid, "The value is not a next_after of an earlier page.", "after");
    private static readonly Problem FilesGone = new(ProblemCodes.Invalid, "An upload has been deleted.", "attachment_ids");
    private static readonly Problem OtherMailbox = new(ProblemCodes.Invalid, "A draft stays in its mailbox; delete it, and begin another one.", "connection_id");
    private static readonly Problem IsSending = new(DraftProblems.IsSending, "The draft is being sent; cancel the outgoing message first.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<Draft>> CreateAsync(NewDraft draft, CancellationToken cancellationToken)
    {
        var visible = draft.Visible with { UserId = UserId };
        if (!Ids.TryParse(draft.Message.ConnectionId, out var connectionId)
            || !visible.Includes(connectionId)
            || await connections.GetAsync(UserId, connectionId, cancellationToken) is null)
        {
            return NoSuchConnection;
        }

        if (await references.CheckAsync(visible, draft.Message, cancellationToken) is { } unseen)
            return unseen;
        var content = DraftContents.Of(draft.Message);
        var now = time.GetUtcNow();
        var row = new DraftRow(UserId, draft.Id, connectionId)
        {
            Content = content.Json,
            Subject = content.Subject,
            ToEmails = content.ToEmails,
            Preview = content.Preview,
            CreatedAt = now,
            SavedAt = now,
        };
        var result = await store.InsertAsync(row, draft.ActorId, content.Files, options.Value.PerUser, Entry(DraftActions.Create, row), cancellationToken);
        switch (result)
        {
            case DraftWrite.TooMany:
                return new Problem(ProblemCodes.TooMany, $"The limit of {options.Value.PerUser} drafts is reached; delete some first.");
            case DraftWrite.FilesGone:
                return FilesGone;
            case DraftWrite.NotStored:
                return await GetAsync(visible, draft.Id, cancellationToken);
            default:
                await announcer.AnnounceAsync(UserId);
                return ToDraft(row, draft.Message);
        }
    }

    public async Task<Outcome<DraftPage>> ListAsync(Visibility visible, string? after, int limit, CancellationToken cancellationToken)
    {
        if (!ListPosition.TryParse(after, out var position))
            return NoSuchPage;
        var drafts = await reader.ListAsync(visible with { UserId = UserId }, position, limit, cancellationToken);
        var next = drafts.Count < limit ? null : new ListPosition(drafts[^1].SavedAt.UtcDateTime, drafts[^1].Id, 0).ToString();
        return new DraftPage([.. drafts.Select(ToListed)], next);
    }

    public async Task<Outcome<Draft>> GetAsync(Visibility visible, Guid id, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(visible with { UserId = UserId }, id, cancellationToken) is not { } draft)
            return NoSuchDraft;
        var message = await contents.ReadAsync(draft, isShown: true, cancellationToken);
        return message.Value is { } read ? ToDraft(draft, read) : message.Problem!;
    }

    public async Task<Outcome<Draft>> SaveAsync(
        Visibility visible, Guid id, Guid actorId, ComposeRequest message, long? expected, CancellationToken cancellationToken)
    {
        var mailboxes = visible with { UserId = UserId };
        if (await reader.FindAsync(mailboxes, id, cancellationToken) is not { } found)
            return NoSuchDraft;
        if (message.ConnectionId != Ids.Format(found.ConnectionId))
            return OtherMailbox;
        if (await references.CheckAsync(mailboxes, message, cancellationToken) is { } unseen)
            return unseen;
        var content = DraftContents.Of(message);
        var (now, copyId) = (time.GetUtcNow(), Guid.CreateVersion7());
        var result = await store.ChangeAsync(mailboxes, id, actorId, draft => DraftPolicy.Save(draft, content, expected, now, copyId), null, cancellationToken);
        if (ToProblem(result) is { } refused)
            return refused;
        DraftMetrics.ReportSave(DraftMetrics.Here);
        if (result.HasEvents)
        {
            DraftMetrics.ReportCopy();
            await announcer.AnnounceAsync(UserId);
        }

        return ToDraft(result.Draft!, DraftContents.WithCurrentFiles(message, result.Draft!.Aliases));
    }

    public async Task<Outcome<Done>> DeleteAsync(Visibility visible, Guid id, long? expected, CancellationToken cancellationToken)
    {
        var mailboxes = visible with { UserId = UserId };
        if (await reader.FindAsync(mailboxes, id, cancellationToken) is not { } found)
            return NoSuchDraft;
        var now = time.GetUtcNow();
        var result = await store.ChangeAsync(mailboxes, id, draft => DraftPolicy.Delete(draft, expected, now), Entry(DraftActions.Delete, found), cancellationToken);
        if (ToProblem(result) is { } refused)
            return refused;
        await announcer.AnnounceAsync(UserId);
        return Done.Value;
    }

    public async Task<Outcome<OutgoingMail>> SendAsync(
        Visibility visible, Guid id, Guid actorId, DraftSendRequest request, CancellationToken cancellationToken)
    {
        var mailboxes = visible with { UserId = UserId };
        var (now, newId) = (time.GetUtcNow(), Guid.CreateVersion7());
        var entry = AuditTrail.Entry(UserId, DraftActions.Send, $"draft:{Ids.Format(id)}");
        var held = await store.ChangeAsync(mailboxes, id, draft => DraftPolicy.Hold(draft, newId, now), entry, cancellationToken);
        if (ToProblem(held) is { } refused)
            return refused;
        var (draft, outgoingId) = (held.Draft!, held.Draft!.HeldBy!.Value);
        var outgoing = GrainFactory.GetGrain<IOutgoingGrain>(Ids.Format(UserId));
        if (draft.DeletedAt is not null || draft.HeldUntil is null)
            return await outgoing.GetAsync(mailboxes, outgoingId, cancellationToken);

        var message = await contents.ReadAsync(draft, isShown: false, cancellationToken);
        var order = message.Value is not { } read ? null
            : new OutgoingOrder(outgoingId, mailboxes, actorId, read, request.UndoSeconds, request.SendAt, request.Timezone, request.IfNoReply == true, id);
        var outcome = order is null ? message.Problem! : await outgoing.SendAsync(order, cancellationToken);
        if (outcome.Problem is not null)
            await store.ChangeAsync(mailboxes, id, current => DraftPolicy.Release(current, outgoingId, time.GetUtcNow()), null, cancellationToken);
        return outcome;
    }

    private static Problem? ToProblem(DraftResult result) => result.Result switch
    {
        DraftWrite.Written => null,
        DraftWrite.Changed => Problem.Changed,
        DraftWrite.Sending => IsSending,
        DraftWrite.FilesGone => FilesGone,
        _ => NoSuchDraft,
    };

    private Draft ToDraft(DraftRow draft, ComposeRequest message)
    {
        var isHeld = DraftPolicy.IsHeld(draft, time.GetUtcNow());
        return new Draft(
            Ids.Format(draft.Id),
            Ids.Format(draft.ConnectionId),
            isHeld ? DraftStates.Sending : DraftStates.Draft,
            message,
            draft.Revision,
            !DraftPolicy.IsUnwritten(draft),
            Format(draft.MailId),
            draft.Error,
            Format(draft.CopyOf),
            isHeld ? Format(draft.HeldBy) : null,
            draft.CreatedAt,
            draft.SavedAt);
    }

    private ListedDraft ToListed(DraftRow draft)
    {
        var isHeld = DraftPolicy.IsHeld(draft, time.GetUtcNow());
        return new ListedDraft(
            Ids.Format(draft.Id),
            Ids.Format(draft.ConnectionId),
            isHeld ? DraftStates.Sending : DraftStates.Draft,
            draft.Subject,
            draft.ToEmails,
            draft.Preview,
            draft.Revision,
            !DraftPolicy.IsUnwritten(draft),
            Format(draft.MailId),
            draft.Error,
            Format(draft.CopyOf),
            isHeld ? Format(draft.HeldBy) : null,
            draft.CreatedAt,
            draft.SavedAt);
    }

    private static string? Format(Guid? id) => id is { } known ? Ids.Format(known) : null;

    private static AuditEntry Entry(string action, DraftRow draft) =>
        AuditTrail.Entry(draft.UserId, action, $"draft:{Ids.Format(draft.Id)}", details: ("connection", Ids.Format(draft.ConnectionId)));
}
