using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// Finds flag changes, disappearances and new UIDs of the selected folder: by mod-sequence where the server keeps one
/// (RFC 7162), else, or when no counter is to be trusted, by looking at every UID.
/// </summary>
internal sealed class ImapFolderInspector(ImapClient client, ImapMessages messages, IPlacedCopy copy, TimeProvider time)
{
    private readonly ImapRematch _rematch = new(messages, copy);

    /// <summary>Compares a folder with the copy.</summary>
    /// <param name="folder">The folder, just selected.</param>
    /// <param name="selection">The server's answer to the selection.</param>
    /// <param name="trustCounters">False to compare every UID.</param>
    /// <param name="connected">
    /// The time at which the mailbox was connected; null for the very first check. A folder first seen later is a new one, and its messages
    /// have arrived since then.
    /// </param>
    public async Task<FolderInspection> InspectAsync(
        ImapFolder folder, ImapSelection selection, bool trustCounters, DateTimeOffset? connected, CancellationToken cancellationToken)
    {
        if (folder.Cursor is not { } cursor)
        {
            if (connected is not { } since)
            {
                return FirstLook(selection);
            }

            folder.Advance(cursor = new ImapCursor { UidValidity = selection.UidValidity, UidNext = 1, Baseline = 1, Connected = since });
        }

        if (cursor.UidValidity != selection.UidValidity)
        {
            return await _rematch.RunAsync(folder, cursor, selection, cancellationToken).ConfigureAwait(false);
        }

        if (trustCounters && cursor.ModSeq is { } modSeq && selection.HighestModSeq is not null)
        {
            var changes = await CompareByModSeqAsync(folder, cursor, modSeq, selection, cancellationToken).ConfigureAwait(false);
            if (!folder.HasNews(selection) || await FindSurplusAsync(folder, changes, selection, cancellationToken).ConfigureAwait(false) is not { } surplus || surplus == folder.Surplus)
            {
                return changes;
            }
        }

        var found = await CompareByUidAsync(folder, cursor, selection, cancellationToken).ConfigureAwait(false);
        folder.Surplus = await FindSurplusAsync(folder, found, selection, cancellationToken).ConfigureAwait(false) ?? 0;
        return found;
    }

    /// <summary>
    /// Returns the number of messages by which the copy, with the changes and the outstanding messages, will exceed the server's count:
    /// none unless an answer was lost.
    /// </summary>
    /// <returns>Null while history is missing.</returns>
    private async Task<long?> FindSurplusAsync(ImapFolder folder, FolderInspection changes, ImapSelection selection, CancellationToken cancellationToken)
    {
        if (folder.Cursor is not { HistoryComplete: true })
        {
            return null;
        }

        var known = await copy.CountAsync(folder.Id, cancellationToken).ConfigureAwait(false);
        if (!changes.Fresh.IsEmpty)
        {
            // The cursor may not have passed yet over what is in the copy.
            var taken = await copy.ReadFolderAsync(folder.Id, Ranges(changes.Fresh), cancellationToken).ConfigureAwait(false);
            known -= taken.Count;
        }

        var outstanding = (await copy.ReadOutstandingAsync(cancellationToken).ConfigureAwait(false))
            .Count(entry => entry.Key.FolderId == folder.Id && entry.Key.Uid is { } uid && !changes.Fresh.Contains((uint)uid));
        return known + outstanding + changes.Fresh.Count - changes.Vanished.Count - selection.Exists;
    }

    /// <summary>Returns the first inspection: all present messages are history, later ones are new.</summary>
    private FolderInspection FirstLook(ImapSelection selection) =>
        new(UidSet.Empty, [], [], new ImapCursor
        {
            UidValidity = selection.UidValidity,
            UidNext = selection.UidNext,
            Baseline = selection.UidNext,
            Connected = time.GetUtcNow(),
            BackfillBelow = selection.Exists == 0 ? 0 : selection.UidNext,
            ModSeq = selection.HighestModSeq,
            Messages = selection.Exists,
        });

    private async Task<FolderInspection> CompareByModSeqAsync(
        ImapFolder folder, ImapCursor cursor, ulong since, ImapSelection selection, CancellationToken cancellationToken)
    {
        var next = Next(cursor, selection);
        var fresh = selection.UidNext > cursor.UidNext ? await FindFreshAsync(cursor, selection, cancellationToken).ConfigureAwait(false) : UidSet.Empty;
        if (cursor.UidNext <= 1 || (since == selection.HighestModSeq && selection.Exists == cursor.Messages))
        {
            return new FolderInspection(fresh, [], [], next);
        }

        var known = UidSet.FromRange(1, cursor.UidNext - 1);
        var qresync = client.Enabled.Contains("QRESYNC");
        var query = new ImapFetchQuery { Flags = true, ChangedSince = since, Vanished = qresync };
        var flags = await FetchFlagsAsync(folder, known, query, cancellationToken).ConfigureAwait(false);
        var gone = qresync ? TakeVanished(folder) : UidSet.Empty;
        if (flags.Count == 0 && gone.IsEmpty && selection.Exists == cursor.Messages && selection.UidNext == cursor.UidNext)
        {
            // Nothing explains the higher mod-sequence, so an answer may have been lost; the cursor would pass over it.
            flags = await FetchFlagsAsync(folder, known, query, cancellationToken).ConfigureAwait(false);
            gone = qresync ? TakeVanished(folder) : gone;
        }

        var vanished = qresync
            ? await copy.ReadFolderAsync(folder.Id, Ranges(gone.Intersect(known)), cancellationToken).ConfigureAwait(false)
            : await FindVanishedAsync(folder, selection, cancellationToken).ConfigureAwait(false);
        return new FolderInspection(fresh, flags, vanished, next);
    }

    private async Task<FolderInspection> CompareByUidAsync(
        ImapFolder folder, ImapCursor cursor, ImapSelection selection, CancellationToken cancellationToken)
    {
        var known = await copy.ReadFolderAsync(folder.Id, cancellationToken).ConfigureAwait(false);
        var remote = selection.Exists == 0
            ? []
            : await FetchFlagsAsync(folder, UidSet.All, new ImapFetchQuery { Flags = true }, cancellationToken).ConfigureAwait(false);

        var present = remote.Count < selection.Exists ? await SearchFromAsync(1, cancellationToken).ConfigureAwait(false) : UidSet.Empty;
        var local = new Dictionary<long, KnownMessage>(known.Count);
        foreach (var message in known)
        {
            local[message.Uid] = message;
        }

        var changed = new List<RemoteFlags>();
        var fresh = new List<uint>();
        foreach (var message in remote)
        {
            if (!local.Remove(message.Uid, out var stored))
            {
                if (message.Uid >= cursor.BackfillBelow) fresh.Add((uint)message.Uid);
            }
            else if (!stored.Flags.SequenceEqual(message.Flags, StringComparer.Ordinal))
            {
                changed.Add(message);
            }
        }

        // What an incomplete answer leaves out is neither gone nor known.
        var left = present.Except(UidSet.Of(remote.Select(message => (uint)message.Uid)));
        fresh.AddRange(left.Where(uid => uid >= cursor.BackfillBelow && !local.ContainsKey(uid)));
        return new FolderInspection(UidSet.Of(fresh), changed, [.. local.Values.Where(message => !left.Contains((uint)message.Uid))], Next(cursor, selection));
    }

    /// <summary>Returns the vanished messages, and marks the folder if the server reported other changes meanwhile.</summary>
    private UidSet TakeVanished(ImapFolder folder)
    {
        var changes = client.TakeChanges();
        folder.NeedsLook |= changes.Exists is not null || changes.Expunged.Count + changes.Flags.Count > 0 || changes.Incomplete;
        return changes.Vanished;
    }

    private static ImapCursor Next(ImapCursor cursor, ImapSelection selection) => cursor with
    {
        UidNext = Math.Max(cursor.UidNext, selection.UidNext),
        ModSeq = selection.HighestModSeq,
        Messages = selection.Exists,
    };

    /// <summary>Reads flags. A change that the server reports within its answer comes as a second answer for the same message, and counts.</summary>
    private async Task<List<RemoteFlags>> FetchFlagsAsync(
        ImapFolder folder, UidSet uids, ImapFetchQuery query, CancellationToken cancellationToken)
    {
        var flags = new Dictionary<uint, RemoteFlags>();
        await foreach (var fetch in client.UidFetchAsync(uids, query, cancellationToken).ConfigureAwait(false))
        {
            using (fetch)
            {
                flags[fetch.Uid] = new RemoteFlags(folder.Id, fetch.Uid, ImapFlags.Normalize(fetch.Flags));
            }
        }

        return [.. flags.Values];
    }

    /// <summary>Finds the messages that are gone. A server without QRESYNC does not report them; they are missing among its UIDs.</summary>
    private async Task<IReadOnlyList<KnownMessage>> FindVanishedAsync(ImapFolder folder, ImapSelection selection, CancellationToken cancellationToken)
    {
        var present = await client.UidSearchAsync(ImapSearch.All, cancellationToken).ConfigureAwait(false);
        if (present.Count < selection.Exists)
        {
            present = present.Union(await messages.ReadUidsAsync(UidSet.All, cancellationToken).ConfigureAwait(false));
        }

        var known = await copy.ReadFolderAsync(folder.Id, cancellationToken).ConfigureAwait(false);
        return [.. known.Where(message => !present.Contains((uint)message.Uid))];
    }

    /// <summary>
    /// Finds the new UIDs. The cursor will skip missing ones, so an answer with fewer messages than the counters show is not trusted.
    /// </summary>
    private async Task<UidSet> FindFreshAsync(ImapCursor cursor, ImapSelection selection, CancellationToken cancellationToken)
    {
        var fresh = await SearchFromAsync(cursor.UidNext, cancellationToken).ConfigureAwait(false);
        return !fresh.IsEmpty && fresh.Count + cursor.Messages >= selection.Exists
            ? fresh
            : fresh.Union(await messages.ReadUidsAsync(UidSet.FromRange(cursor.UidNext, selection.UidNext - 1), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Searches UIDs from a first one on. A range that ends in * names the last message even when that lies below it (RFC 9051, section 9),
    /// so lower ones are cut off.
    /// </summary>
    private async Task<UidSet> SearchFromAsync(uint first, CancellationToken cancellationToken)
    {
        var range = UidSet.From(first);
        var found = await client.UidSearchAsync(ImapSearch.Uids(range), cancellationToken).ConfigureAwait(false);
        return found.Intersect(range);
    }

    private static List<(long First, long Last)> Ranges(UidSet uids) =>
        [.. uids.Ranges.Select(range => ((long)range.First, (long)range.Last))];
}
