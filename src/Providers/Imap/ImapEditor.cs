using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// The edit of messages, folder by folder. A message is in one folder only, so that archiving, trashing, labelling and moving are all a
/// move. The copy learns the new location at once where the server reports the new UIDs (UIDPLUS), else by a pull.
/// </summary>
internal sealed class ImapEditor(ImapClient client, ImapFolders folders)
{
    private readonly ImapTargets _targets = new(client, folders);

    public async Task<EditOutcome> RunAsync(
        IPlacedCopy copy, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken cancellationToken)
    {
        var sheet = new ImapEditSheet(messages);
        foreach (var group in sheet.Groups)
        {
            try
            {
                await EditAsync(group, edit, copy, cancellationToken).ConfigureAwait(false);
            }
            catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
            {
                group.Refuse();
            }
        }

        return sheet.ToOutcome();
    }

    private async Task EditAsync(ImapEditGroup group, MessageEdit edit, IPlacedCopy copy, CancellationToken cancellationToken)
    {
        if (folders.Find(group.FolderRef) is not { } folder)
        {
            return;
        }

        var target = await _targets.FindAsync(folder, edit, copy, cancellationToken).ConfigureAwait(false);
        var selection = await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false);
        if ((selection?.UidValidity ?? folder.Cursor?.UidValidity) != group.UidValidity)
        {
            return;
        }

        switch (edit)
        {
            case FlagEdit flags:
                await StoreAsync(group, folder, flags, cancellationToken).ConfigureAwait(false);
                break;
            case DeleteEdit:
                await DeleteAsync(group, folder, cancellationToken).ConfigureAwait(false);
                break;
            default:
                await MoveAsync(group, folder, target, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private async Task StoreAsync(ImapEditGroup group, ImapFolder folder, FlagEdit edit, CancellationToken cancellationToken)
    {
        if (edit.Add.Count > 0)
            await client.UidStoreAsync(group.Uids, ImapStoreAction.Add, edit.Add, null, cancellationToken).ConfigureAwait(false);
        if (edit.Remove.Count > 0)
            await client.UidStoreAsync(group.Uids, ImapStoreAction.Remove, edit.Remove, null, cancellationToken).ConfigureAwait(false);
        foreach (var (uid, flags) in await FetchFlagsAsync(group.Uids, cancellationToken).ConfigureAwait(false))
        {
            group.Done(uid);
            group.Sheet.Flags.Add(new RemoteFlags(folder.Id, uid, flags));
        }
    }

    private async Task DeleteAsync(ImapEditGroup group, ImapFolder folder, CancellationToken cancellationToken)
    {
        var present = UidSet.Of((await FetchFlagsAsync(group.Uids, cancellationToken).ConfigureAwait(false)).Keys);
        if (present.IsEmpty)
        {
            return;
        }

        if (!client.Capabilities.UidPlus)
        {
            group.Refuse(); // A plain EXPUNGE would remove what others marked too.
            return;
        }

        await client.UidStoreAsync(present, ImapStoreAction.Add, [@"\Deleted"], null, cancellationToken).ConfigureAwait(false);
        await client.UidExpungeAsync(present, cancellationToken).ConfigureAwait(false);
        foreach (var uid in present)
        {
            group.Done(uid);
            group.Sheet.Removed.Add(new RemotePlacement(folder.Id, uid));
        }
    }

    private async Task MoveAsync(ImapEditGroup group, ImapFolder folder, ImapTarget target, CancellationToken cancellationToken)
    {
        var flags = await FetchFlagsAsync(group.Uids, cancellationToken).ConfigureAwait(false);
        if (flags.Count == 0)
        {
            return;
        }

        if (target.IsRefused)
        {
            group.Refuse();
            return;
        }

        IEnumerable<uint> present = flags.Keys;
        if (target.Folder is { } destination && destination != folder)
        {
            var moved = await client.UidMoveAsync(UidSet.Of(flags.Keys), destination.Mailbox, cancellationToken).ConfigureAwait(false);
            Note(group.Sheet, folder, destination, moved, flags);
            if (moved.Copied.UidValidity is not null)
            {
                // A server skips messages that another client has removed, and whose removal this session has not seen.
                present = moved.Copied.Uids.Select(pair => pair.Key);
            }
        }

        foreach (var uid in present)
        {
            group.Done(uid);
        }
    }

    private void Note(
        ImapEditSheet sheet, ImapFolder from, ImapFolder to, ImapMoveResult result, Dictionary<uint, IReadOnlyList<string>> flags)
    {
        folders.Touch(to);
        sheet.NeedsPull |= !result.Remaining.IsEmpty || result.Copied.Uids.Count < flags.Count;
        if (result.Copied.UidValidity is not { } validity)
        {
            return;
        }

        if (to.Cursor is null && folders.Connected is { } connected)
        {
            // What comes into a new folder came there since the mailbox was connected.
            to.Advance(new ImapCursor { UidValidity = validity, UidNext = 1, Baseline = 1, Connected = connected });
        }

        if (to.Cursor is not { } cursor || cursor.UidValidity != validity)
        {
            sheet.NeedsPull = true;
            return;
        }

        var moved = result.Copied.Uids.Where(pair => flags.ContainsKey(pair.Key) && !result.Remaining.Contains(pair.Key)).ToList();
        sheet.Moved.AddRange(moved.Select(pair => new RemoteMove(
            new RemotePlacement(from.Id, pair.Key), new RemotePlacement(to.Id, pair.Value), flags[pair.Key])));
        sheet.Cursors[to.Id] = to.Advance(cursor with { UidNext = PastKnown(cursor.UidNext, moved.Select(pair => pair.Value)) });
    }

    /// <summary>Moves UIDNEXT past moved messages that follow it without a gap, so that the next check does not fetch them.</summary>
    private static uint PastKnown(uint next, IEnumerable<uint> uids)
    {
        foreach (var uid in uids.Order())
        {
            if (uid == next) next++;
        }

        return next;
    }

    /// <summary>Flags of those that are there.</summary>
    private async Task<Dictionary<uint, IReadOnlyList<string>>> FetchFlagsAsync(UidSet uids, CancellationToken cancellationToken)
    {
        var flags = new Dictionary<uint, IReadOnlyList<string>>();
        await foreach (var fetch in client.UidFetchAsync(uids, new ImapFetchQuery { Flags = true }, cancellationToken).ConfigureAwait(false))
        {
            using (fetch)
            {
                if (uids.Contains(fetch.Uid)) flags[fetch.Uid] = ImapFlags.Normalize(fetch.Flags);
            }
        }

        return flags;
    }
}
