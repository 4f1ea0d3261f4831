using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Drafts;

/// <summary>
/// The messages of drafts, as commands on the mailbox's session. A version is recorded before it is written, so that an attempt without an answer is found
/// by its Message-ID and not written again; the copy of the mailbox links it to the draft when it commits it (<see cref="DraftFollower"/>).
/// </summary>
internal sealed class DraftMessages(DraftStore store, DraftReader reader, MessageLocator locator, TimeProvider time)
{
    private static readonly Problem NotShown = new(ConnectionProblems.MailboxUnavailable, "The mail server does not show the draft yet.");

    /// <summary>Writes a version, unless a newer one is there.</summary>
    public async Task<Outcome<Done>> WriteAsync(MailboxId id, OpenMailbox mailbox, DraftVersion version, CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        await SettleAsync(id, mailbox, version.DraftId, stop);
        await TidyAsync(id, mailbox, version.DraftId, stop);
        var begun = false;
        var draft = await store.ChangeAsync(
            id.UserId,
            version.DraftId,
            current =>
            {
                var next = DraftPolicy.Begin(current, version, time.GetUtcNow());
                begun = next is not null;
                return next;
            },
            stop);
        if (draft is null || !begun)
            return draft is not null && DraftPolicy.IsBeingWritten(draft) ? NotShown : Done.Value;

        var former = draft.MailId is { } mailId ? await reader.ListFilesAsync(id.UserId, mailId, stop) : [];
        var replaced = draft.ReplacedId is { } old ? (await locator.LocateAsync(id.UserId, old, stop))?.Remote : null;
        await AppendAsync(id, mailbox, version, replaced, stop);
        var written = await store.FindAsync(id.UserId, version.DraftId, stop);
        if (written is null || DraftPolicy.IsBeingWritten(written))
            return written is null ? Done.Value : NotShown;
        await RenameAsync(id, written, former, stop);
        return await TidyAsync(id, mailbox, version.DraftId, stop);
    }

    /// <summary>Removes the message of the version before, where the server has not done that with the append.</summary>
    public async Task<Outcome<Done>> TidyAsync(MailboxId id, OpenMailbox mailbox, Guid draftId, CancellationToken stop)
    {
        if (await store.FindAsync(id.UserId, draftId, stop) is not { ReplacedId: { } replaced } draft || DraftPolicy.IsBeingWritten(draft))
            return Done.Value;
        if (replaced != draft.MailId)
            await DeleteAsync(mailbox, [.. (await locator.LocateAsync(id.UserId, [replaced], stop)).Select(message => message.Remote)], stop);
        await store.ChangeAsync(id.UserId, draftId, current => current.ReplacedId == replaced ? current with { ReplacedId = null } : null, stop);
        return Done.Value;
    }

    /// <summary>Removes a deleted draft from the mailbox.</summary>
    public async Task<Outcome<Done>> RemoveAsync(MailboxId id, OpenMailbox mailbox, Guid draftId, CancellationToken stop)
    {
        await mailbox.Writer.FlushAsync(stop);
        await SettleAsync(id, mailbox, draftId, stop);
        if (await store.FindAsync(id.UserId, draftId, stop) is not { DeletedAt: not null } draft)
            return Done.Value;
        Guid[] mails = [.. new[] { draft.MailId, draft.ReplacedId }.OfType<Guid>().Distinct()];
        await DeleteAsync(mailbox, [.. (await locator.LocateAsync(id.UserId, mails, stop)).Select(message => message.Remote)], stop);
        await store.RemoveAsync(id.UserId, draftId, stop);
        return Done.Value;
    }

    /// <summary>Finds out what became of a version whose append had no answer.</summary>
    private async Task SettleAsync(MailboxId id, OpenMailbox mailbox, Guid draftId, CancellationToken stop)
    {
        if (await store.FindAsync(id.UserId, draftId, stop) is not { } draft || !DraftPolicy.IsBeingWritten(draft))
            return;
        var found = await mailbox.Session.FindAsync(mailbox.Copy, $"<{draft.VersionMessageId}>", MessageToAppend.Drafts, stop);
        if (found is not [.., var last])
        {
            await store.ChangeAsync(id.UserId, draftId, DraftPolicy.NotWritten, stop);
            return;
        }

        await PullAsync(mailbox, stop);
        await LinkAsync(id, draftId, last, stop);
    }

    private async Task AppendAsync(MailboxId id, OpenMailbox mailbox, DraftVersion version, RemoteLocation? replaced, CancellationToken stop)
    {
        var message = new MessageToAppend(MessageToAppend.Drafts, version.Message, [@"\Draft", @"\Seen"], version.Date, replaced);
        var outcome = await mailbox.Session.AppendAsync(mailbox.Copy, message, stop);
        if (outcome.Location is LabelledLocation labelled)
        {
            await store.ChangeAsync(
                id.UserId, version.DraftId, draft => draft.VersionMessageId == version.MessageId ? draft with { VersionRemoteId = labelled.RemoteId } : null, stop);
        }

        foreach (var changes in outcome.Changes)
            await mailbox.Writer.WriteAsync(changes, stop);
        await mailbox.Writer.FlushAsync(stop);
        if (outcome.Changes.Count == 0)
            await PullAsync(mailbox, stop);
        if (outcome.Location is { } location)
            await LinkAsync(id, version.DraftId, location, stop);
    }

    /// <summary>Links a message that was not recognised, such as one whose Message-ID the server has changed.</summary>
    private async Task LinkAsync(MailboxId id, Guid draftId, RemoteLocation location, CancellationToken stop)
    {
        if (await store.FindAsync(id.UserId, draftId, stop) is { } draft && DraftPolicy.IsBeingWritten(draft)
            && await reader.FindMailAsync(id.UserId, id.ConnectionId, location, stop) is { } mailId)
        {
            await store.LinkAsync(id.UserId, draftId, mailId, stop);
        }
    }

    /// <summary>Keeps attachments of the former message usable under their ids, now that the same ones of the new message have others.</summary>
    private async Task RenameAsync(MailboxId id, DraftRow draft, IReadOnlyList<DraftFileName> former, CancellationToken stop)
    {
        if (former.Count == 0 || draft.MailId is not { } mailId)
            return;
        var next = await reader.ListFilesAsync(id.UserId, mailId, stop);
        string[] ids = [.. DraftContents.ReadFiles(draft.Content).Select(Ids.Format)];
        await store.ChangeAsync(
            id.UserId,
            draft.Id,
            current =>
            {
                var aliases = DraftContents.WriteAliases(DraftPolicy.Rename(DraftContents.ReadAliases(current.Aliases), ids, former, next));
                return aliases == current.Aliases ? null : current with { Aliases = aliases };
            },
            stop);
    }

    private static async Task DeleteAsync(OpenMailbox mailbox, IReadOnlyList<RemoteLocation> locations, CancellationToken stop)
    {
        if (locations.Count == 0)
            return;
        var refused = await EditAsync(mailbox, locations, new DeleteEdit(), stop);
        if (refused.Count > 0)
            await EditAsync(mailbox, refused, new FlagEdit([@"\Deleted"], []), stop); // Other clients hide it; an EXPUNGE would remove what they marked, too.
    }

    /// <returns>The locations of messages for which the edit was refused.</returns>
    private static async Task<IReadOnlyList<RemoteLocation>> EditAsync(
        OpenMailbox mailbox, IReadOnlyList<RemoteLocation> locations, MessageEdit edit, CancellationToken stop)
    {
        var outcome = await mailbox.Session.EditAsync(mailbox.Copy, locations, edit, stop);
        await mailbox.Writer.WriteAsync(outcome.Changes, stop);
        if (outcome.NeedsPull)
            await PullAsync(mailbox, stop);
        await mailbox.Writer.FlushAsync(stop);
        return [.. locations.Zip(outcome.Results).Where(result => result.Second == EditResult.Refused).Select(result => result.First)];
    }

    private static async Task PullAsync(OpenMailbox mailbox, CancellationToken stop)
    {
        await foreach (var changes in mailbox.Session.PullAsync(mailbox.Copy, PullScope.All, stop))
            await mailbox.Writer.WriteAsync(changes, stop);
        await mailbox.Writer.FlushAsync(stop);
    }
}
