using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Moves and removes messages of the selected mailbox, by several commands if the set is long.</summary>
internal static class Transfer
{
    public static async Task<ImapMoveResult> MoveAsync(ImapSession session, UidSet uids, ImapMailbox target, CancellationToken cancellationToken)
    {
        var selection = session.State.Selection;
        var result = new ImapMoveResult(ImapCopyResult.Untold, UidSet.Empty);
        if (session.Capabilities.Move)
        {
            foreach (var part in Split(session, uids))
            {
                var copied = await session.RunAsync(new CopyCommand(part, target, move: true), cancellationToken, selection).ConfigureAwait(false);
                result = result with { Copied = result.Copied.Concat(copied) };
            }

            return result;
        }

        // A range would include messages that arrive between the commands; those would be marked without having been copied.
        var known = await ExistingAsync(session, uids, selection, cancellationToken).ConfigureAwait(false);
        foreach (var part in Split(session, known))
        {
            var moved = await MovePartAsync(session, part, target, selection, cancellationToken).ConfigureAwait(false);
            result = new ImapMoveResult(result.Copied.Concat(moved.Copied), result.Remaining.Union(moved.Remaining));
        }

        return result;
    }

    public static Task ExpungeAsync(ImapSession session, UidSet uids, CancellationToken cancellationToken)
        => ExpungeAsync(session, uids, session.State.Selection, cancellationToken);

    private static async Task ExpungeAsync(ImapSession session, UidSet uids, int selection, CancellationToken cancellationToken)
    {
        foreach (var part in Split(session, uids))
        {
            await session.RunAsync(new UidExpungeCommand(part), cancellationToken, selection).ConfigureAwait(false);
        }
    }

    /// <summary>Moves by copy, mark and expunge. Marks nothing before the server confirmed the copy, and removes only what it marked.</summary>
    private static async Task<ImapMoveResult> MovePartAsync(
        ImapSession session, UidSet uids, ImapMailbox target, int selection, CancellationToken cancellationToken)
    {
        var copied = await session.RunAsync(new CopyCommand(uids, target, move: false), cancellationToken, selection).ConfigureAwait(false);
        var safe = copied.Uids.Count > 0 ? copied.Uids.Sources.Intersect(uids) : uids;

        var mark = new StoreCommand(safe, ImapStoreAction.Add, ["\\Deleted"], null, session.Options.Limits);
        await session.RunAsync(mark, cancellationToken, selection).ConfigureAwait(false);
        if (!session.Capabilities.UidPlus)
        {
            return new ImapMoveResult(copied, safe);
        }

        await ExpungeAsync(session, safe, selection, cancellationToken).ConfigureAwait(false);
        return new ImapMoveResult(copied, UidSet.Empty);
    }

    private static async Task<UidSet> ExistingAsync(ImapSession session, UidSet uids, int selection, CancellationToken cancellationToken)
    {
        var found = UidSet.Empty;
        foreach (var part in Split(session, uids))
        {
            var search = new SearchCommand(ImapSearch.Uids(part), session.Capabilities);
            found = found.Union(await session.RunAsync(search, cancellationToken, selection).ConfigureAwait(false));
        }

        return found.Intersect(uids);
    }

    private static IEnumerable<UidSet> Split(ImapSession session, UidSet uids) => UidSetFormat.Split(uids, session.Options.Limits.CommandLine);
}
