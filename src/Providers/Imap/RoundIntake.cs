using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The messages that one round takes in: sorts them into moved, copied and new, a slice at a time.</summary>
internal sealed class RoundIntake(ImapFolders folders, ImapMessages messages, ContentProbe probe, IPlacedCopy copy, RoundState state, RoundInspection inspection)
{
    /// <summary>Messages looked at together, unless they are large; bounds memory, since they are all held until it is known which of them moved.</summary>
    private const int SliceMessages = 50;

    /// <summary>Maximum number of searches for the other halves of moves; more are needed only while another client keeps moving mail.</summary>
    private const int MaxLooks = 3;

    /// <summary>The messages that were too large to be fetched with the rest of a slice.</summary>
    private UidSet _left = UidSet.Empty;

    /// <summary>Takes in what arrived in a folder since the copy last saw it, before the folder is looked at.</summary>
    public Task<PlacedChanges> TakeInArrivalsAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        var first = folder.Cursor!.UidNext;
        return TakeInAsync(folder, UidSet.FromRange(first, first + SliceMessages - 1), isRange: true, cancellationToken);
    }

    /// <summary>Takes in all that the looks found, and looks for the other halves of moves.</summary>
    public async IAsyncEnumerable<PlacedChanges> TakeInFreshAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var looks = 0;
        do
        {
            while (state.Ending is null && state.Fresh.TryDequeue(out var next))
            {
                for (var rest = state.Findings.Unseen(next.Folder, next.Uids); state.Ending is null && !rest.IsEmpty && !next.Folder.IsBlocked;)
                {
                    var later = rest.TakeLast(Math.Max(0, rest.Count - SliceMessages));
                    _left = UidSet.Empty;
                    yield return await TakeInAsync(next.Folder, rest.Except(later), false, cancellationToken).ConfigureAwait(false);
                    rest = later.Union(_left);
                }
            }
        }
        while (state.Ending is null && state.Findings.Vanished > 0 && looks++ < MaxLooks && await inspection.LookForOtherHalvesAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes in messages of a folder; none of a folder that the server refuses to open.</summary>
    /// <param name="isRange">Indicates whether the UIDs are a guess, and a check of the folder follows.</param>
    private async Task<PlacedChanges> TakeInAsync(ImapFolder folder, UidSet slice, bool isRange, CancellationToken cancellationToken)
    {
        try
        {
            if (await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false) is { } selection
                && selection.UidValidity != folder.Cursor!.UidValidity)
            {
                return new PlacedChanges(); // Renumbered since it was inspected: the next round matches it anew.
            }

            if (!isRange)
            {
                var whole = slice;
                slice = await messages.CutAsync(slice, state.IsRetry, cancellationToken).ConfigureAwait(false);
                _left = whole.Except(slice);
            }

            var moved = await FindMovedAsync(folder, slice, cancellationToken).ConfigureAwait(false);
            return await FetchAsync(folder, slice.Except(UidSet.Of(moved.Select(move => (uint)move.To.Uid))), moved, isRange, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            if (!isRange) inspection.Refuse(folder, refusal);
            return new PlacedChanges();
        }
    }

    /// <summary>
    /// Finds, after messages vanished, those that moved here, before any body is fetched. Where the server refuses that, the bodies show
    /// it.
    /// </summary>
    private async Task<List<RemoteMove>> FindMovedAsync(ImapFolder folder, UidSet slice, CancellationToken cancellationToken)
    {
        var moved = new List<RemoteMove>();
        if (state.Findings.Vanished == 0)
        {
            return moved;
        }

        try
        {
            await foreach (var message in messages.ReadIdentitiesAsync(slice, cancellationToken).ConfigureAwait(false))
            {
                if (slice.Contains(message.Uid) && state.Findings.Match(message.Identity) is { } from)
                {
                    moved.Add(new RemoteMove(from, new RemotePlacement(folder.Id, message.Uid), message.Flags));
                }
            }
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            return moved;
        }

        return moved;
    }

    /// <summary>Fetches messages of the selected folder and sorts them into moved, copied and truly new.</summary>
    private async Task<PlacedChanges> FetchAsync(ImapFolder folder, UidSet uids, List<RemoteMove> moved, bool isRange, CancellationToken cancellationToken)
    {
        var arrived = new List<PlacedMessage>();
        var fetch = messages.Prepare(folder, isRange, state.IsRetry);
        await foreach (var message in fetch.RunAsync(uids, cancellationToken).ConfigureAwait(false))
        {
            arrived.Add(message!); // It is no stream.
        }

        if (!isRange) _left = _left.Union(fetch.Left);

        state.Ending = fetch.Ending;
        state.Outstanding.Add(folder, fetch);
        var added = await SortOutKnownAsync(folder, arrived, moved, cancellationToken).ConfigureAwait(false);
        var seen = arrived.Select(message => (uint)message.Uid).Concat(moved.Select(move => (uint)move.To.Uid))
            .Concat(fetch.Outstanding.Select(mail => (uint)mail.Key.Uid!.Value)).ToList();
        state.Findings.See(folder, seen); // Also those that the copy had.
        if (fetch.Refusal is { } refusal) await JudgeRefusalAsync(folder, uids.Except(UidSet.Of(seen)), refusal, cancellationToken).ConfigureAwait(false);
        var (outstanding, settled) = state.Outstanding.Take();
        return new PlacedChanges
        {
            Added = added,
            Moved = moved,
            Outstanding = outstanding,
            Settled = settled,
            Cursors = fetch.IsComplete && state.Ending is null ? folder.Pass(seen) : [],
        };
    }

    /// <summary>Takes messages of which none was handed out one by one, if the server hands out others; else the folder's cursor stays.</summary>
    private async Task JudgeRefusalAsync(ImapFolder folder, UidSet left, ProviderException refusal, CancellationToken cancellationToken)
    {
        if (state.Refusal is null && await probe.RunAsync([folder], copy, cancellationToken).ConfigureAwait(false))
        {
            _left = _left.Union(left);
            return;
        }

        state.Refusal ??= refusal;
        state.Findings.Drop(folder, hidesArrivals: true);
    }

    /// <summary>
    /// Sorts out messages that the copy knows from another location, which have either moved here or been copied. A check of that location
    /// decides; it happens now, because an earlier one may have been before the move.
    /// </summary>
    private async Task<List<PlacedMessage>> SortOutKnownAsync(
        ImapFolder folder, List<PlacedMessage> arrived, List<RemoteMove> moved, CancellationToken cancellationToken)
    {
        if (arrived.Count == 0)
        {
            return arrived;
        }

        var identities = arrived.ConvertAll(message => message.Identity);
        var places = (await copy.FindAsync(identities, cancellationToken).ConfigureAwait(false)).ToLookup(place => place.Identity);
        foreach (var place in places.SelectMany(group => group).Select(place => folders.Find(place.FolderId)).OfType<ImapFolder>().Distinct())
        {
            if (state.Ending is null) await inspection.TryInspectAsync(place, cancellationToken).ConfigureAwait(false);
        }

        var added = new List<PlacedMessage>();
        foreach (var (message, identity) in arrived.Zip(identities))
        {
            var known = places[identity];
            if ((state.Ending is not null && known.Any()) || known.Any(place => place.FolderId == folder.Id && place.Uid == message.Uid))
            {
                message.Dispose(); // A cursor that was not committed makes it come twice; what cannot be looked up now comes again.
            }
            else if (state.Findings.Match(identity) is { } from)
            {
                moved.Add(new RemoteMove(from, new RemotePlacement(folder.Id, message.Uid), message.Flags));
                message.Dispose();
            }
            else
            {
                // A copy keeps the date of its original (RFC 9051, section 6.4.7); a second delivery has its own.
                var copied = message.Arrival == Arrival.Received && known.Any(place => place.ReceivedAt == message.ReceivedAt);
                message.Arrival = copied ? Arrival.Filed : message.Arrival;
                added.Add(message);
            }
        }

        return added;
    }
}
