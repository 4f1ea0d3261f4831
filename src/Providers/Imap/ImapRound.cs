using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Mime;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// One comparison of the mailbox with the copy. Looks for disappearances before it decides about appearances, and again for
/// appearances before it believes in a disappearance, so that a move between folders is a move and never a deletion with a
/// new message.
/// </summary>
internal sealed partial class ImapRound(
    ImapClient client, ImapFolders folders, FolderPush push, InboxWatch inbox, ImapMessages messages, IMailboxCopy copy, TimeProvider time, ILogger logger)
{
    /// <summary>Messages looked at together; bounds memory, since they are all held until it is known which of them moved.</summary>
    private const int SliceMessages = 50;

    /// <summary>How often the other halves of moves are looked for; more is needed only while somebody keeps moving mail.</summary>
    private const int MaxLooks = 3;

    private readonly ImapFolderInspector _inspector = new(client, messages, copy, time);
    private readonly MoveMatcher _vanished = new();
    private readonly Dictionary<Guid, FolderInspection> _inspected = [];
    private readonly Queue<(ImapFolder Folder, UidSet Uids)> _fresh = new();
    private readonly HashSet<(Guid FolderId, uint Uid)> _seen = [];
    private bool _trustCounters = true;

    /// <summary>Null on the very first look.</summary>
    private DateTimeOffset? _connected;

    public async IAsyncEnumerable<MailboxChanges> RunAsync(PullScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? total = null;
        push.Note();
        if (scope == PullScope.Pushed && !push.NeedsListing && folders.Inbox is { Cursor: not null })
        {
            _connected = folders.Connected;
            var pushed = push.TakePushed();
            foreach (var folder in pushed.Where(folder => folder.MayHaveArrivals))
            {
                // A new message is what somebody waits for: ask for it before anything else.
                yield return await TryTakeInAsync(folder, cancellationToken).ConfigureAwait(false);
            }

            foreach (var folder in pushed)
            {
                await TryInspectAsync(folder, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            _trustCounters = scope != PullScope.Reconcile;
            total = await InspectAllAsync(cancellationToken).ConfigureAwait(false);
        }

        var looks = 0;
        do
        {
            while (_fresh.TryDequeue(out var next))
            {
                for (var rest = Unseen(next.Folder, next.Uids); !rest.IsEmpty;)
                {
                    var later = rest.TakeLast(Math.Max(0, rest.Count - SliceMessages));
                    yield return await TakeInAsync(next.Folder, rest.Except(later), cancellationToken).ConfigureAwait(false);
                    rest = later;
                }
            }
        }
        while (_vanished.Count > 0 && looks++ < MaxLooks && await LookForOtherHalvesAsync(cancellationToken).ConfigureAwait(false));

        yield return Settle(total);
    }

    private async Task<long> InspectAllAsync(CancellationToken cancellationToken)
    {
        await push.BeginLookAsync(cancellationToken).ConfigureAwait(false);
        var keepInbox = inbox.BeginPoll() && _trustCounters;
        var wasUpToDate = folders.Inbox is { } known && folders.IsUpToDate(known);
        var listing = await folders.RefreshAsync(copy, keepInbox, cancellationToken).ConfigureAwait(false);
        var touched = folders.TakeTouched();
        _connected = folders.Connected; // Of the folders known before this round; the new ones have no cursor yet.
        foreach (var (folder, status) in listing)
        {
            if (_trustCounters && folder.Cursor is { HistoryComplete: true } && folders.IsUpToDate(folder))
            {
                continue;
            }

            var isExpected = folder.NeedsLook || folder == folders.Inbox || folder.Cursor is null || touched.Contains(folder);
            folder.NeedsLook = false;
            if (!_trustCounters || folder.Differs(status))
            {
                await TryInspectAsync(folder, cancellationToken).ConfigureAwait(false);
                if (_trustCounters && _inspected.GetValueOrDefault(folder.Id) is { HasChanges: true })
                {
                    ReportSilence(folder, isExpected, wasUpToDate);
                }
            }
        }

        push.EndLook();
        return listing.Sum(entry => (long)entry.Status.Messages);
    }

    private void ReportSilence(ImapFolder folder, bool isExpected, bool wasInboxUpToDate)
    {
        if (!isExpected)
        {
            push.ReportSilence();
        }

        if (folder == folders.Inbox && wasInboxUpToDate)
        {
            inbox.ReportSilence();
        }
    }

    /// <summary>A folder that the server lists but refuses to open is left for the next round; the others go on.</summary>
    private async Task TryInspectAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await InspectAsync(folder, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException refusal)
        {
            LogFolderRefused(folder.Id, refusal.Command);
        }
    }

    /// <summary>Looks at a folder, also for a second time: what an earlier look found is found again, since its cursor does not advance before the end.</summary>
    private async Task InspectAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        folder.NeedsLook = false;
        var selection = await folders.SelectAsync(folder, cancellationToken).ConfigureAwait(false);
        var found = await _inspector.InspectAsync(folder, selection, _trustCounters, _connected, cancellationToken).ConfigureAwait(false);
        _inspected[folder.Id] = found;
        foreach (var message in found.Vanished)
        {
            _vanished.Add(folder.Id, message);
        }

        if (!found.Fresh.IsEmpty)
        {
            _fresh.Enqueue((folder, found.Fresh));
        }
    }

    /// <summary>Takes in the messages that a folder has received since it was last inspected; none of a folder that the server refuses to open.</summary>
    private async Task<MailboxChanges> TryTakeInAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        var first = folder.Cursor!.UidNext;
        try
        {
            return await TakeInAsync(folder, UidSet.FromRange(first, first + SliceMessages - 1), cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException refusal) when (folder != folders.Inbox)
        {
            LogFolderRefused(folder.Id, refusal.Command);
            return new MailboxChanges();
        }
    }

    /// <summary>Fetches messages of the selected folder and sorts them into moved, copied and truly new.</summary>
    private async Task<MailboxChanges> TakeInAsync(ImapFolder folder, UidSet slice, CancellationToken cancellationToken)
    {
        if (await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false) is { } selection
            && selection.UidValidity != folder.Cursor!.UidValidity)
        {
            return new MailboxChanges(); // Renumbered since it was inspected: the next round matches it anew.
        }

        var moved = new List<RemoteMove>();
        if (_vanished.Count > 0)
        {
            // Something vanished: know what moved before fetching its body.
            await foreach (var message in messages.ReadIdentitiesAsync(slice, cancellationToken).ConfigureAwait(false))
            {
                if (slice.Contains(message.Uid) && _vanished.Match(message.Identity) is { } from)
                {
                    moved.Add(new RemoteMove(from, new RemotePlacement(folder.Id, message.Uid), message.Flags));
                }
            }
        }

        var arrived = new List<PlacedMessage>();
        await foreach (var message in messages.FetchAsync(folder, slice.Except(UidSet.Of(moved.Select(move => (uint)move.To.Uid))), cancellationToken).ConfigureAwait(false))
        {
            arrived.Add(message);
        }

        var added = await SortOutKnownAsync(folder, arrived, moved, cancellationToken).ConfigureAwait(false);
        return new MailboxChanges { Added = added, Moved = moved, Cursors = MarkSeen(folder, arrived, moved) };
    }

    /// <summary>
    /// A message that the copy knows from another place has either moved here or been copied. A look at that place tells: a
    /// look now, because an earlier one may have been before the move.
    /// </summary>
    private async Task<List<PlacedMessage>> SortOutKnownAsync(
        ImapFolder folder, List<PlacedMessage> arrived, List<RemoteMove> moved, CancellationToken cancellationToken)
    {
        if (arrived.Count == 0)
        {
            return arrived;
        }

        var identities = arrived.ConvertAll(message => MessageIdentity.Of(MimeParser.Parse(message.Raw), message.Size));
        var places = (await copy.FindAsync(identities, cancellationToken).ConfigureAwait(false)).ToLookup(place => place.Identity);
        foreach (var place in places.SelectMany(group => group).Select(place => folders.Find(place.FolderId)).OfType<ImapFolder>().Distinct())
        {
            await InspectAsync(place, cancellationToken).ConfigureAwait(false);
        }

        var added = new List<PlacedMessage>();
        foreach (var (message, identity) in arrived.Zip(identities))
        {
            var known = places[identity];
            if (known.Any(place => place.FolderId == folder.Id && place.Uid == message.Uid))
            {
                message.Dispose(); // A cursor that was not committed makes it come twice.
            }
            else if (_vanished.Match(identity) is { } from)
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

    /// <param name="folder">Where they are.</param>
    /// <param name="arrived">Those that were fetched, also the ones that the copy had: a second look must not find them again.</param>
    /// <param name="moved">Those that need not be.</param>
    private List<FolderCursor> MarkSeen(ImapFolder folder, List<PlacedMessage> arrived, List<RemoteMove> moved)
    {
        var uids = arrived.Select(message => message.Uid).Concat(moved.Select(move => move.To.Uid)).ToList();
        foreach (var uid in uids)
        {
            _seen.Add((folder.Id, (uint)uid));
        }

        var next = uids.Count == 0 ? 0 : (uint)uids.Max() + 1;
        return next > folder.Cursor!.UidNext ? [folder.Advance(folder.Cursor with { UidNext = next })] : [];
    }

    private UidSet Unseen(ImapFolder folder, UidSet uids) =>
        uids.Except(UidSet.Of(_seen.Where(seen => seen.FolderId == folder.Id).Select(seen => seen.Uid)));

    /// <summary>Where messages vanished, they may have appeared in folders that looked unchanged a moment ago, or were not there.</summary>
    private async Task<bool> LookForOtherHalvesAsync(CancellationToken cancellationToken)
    {
        _connected = folders.Connected;
        foreach (var (folder, status) in await folders.RefreshAsync(copy, keepInbox: false, cancellationToken).ConfigureAwait(false))
        {
            if (folder.Cursor is not { } cursor || (cursor.UidValidity == status.UidValidity && status.UidNext > cursor.UidNext))
            {
                await InspectAsync(folder, cancellationToken).ConfigureAwait(false);
            }
        }

        return _fresh.Count > 0;
    }

    /// <param name="listed">Messages in all folders, if they were listed.</param>
    private MailboxChanges Settle(long? listed)
    {
        List<FolderCursor> cursors = [.. _inspected.Select(found => Advance(folders.Find(found.Key), found.Value.Next)).OfType<FolderCursor>()];
        return new MailboxChanges
        {
            Flags = [.. _inspected.Values.SelectMany(found => found.Flags)],
            Removed = _vanished.TakeRest(),
            Rebased = [.. _inspected.Values.Select(found => found.Rebase).OfType<FolderRebase>()],
            Cursors = cursors,
            RemoteTotal = folders.TakeTotal(listed),
        };
    }

    private static FolderCursor? Advance(ImapFolder? folder, ImapCursor next)
    {
        if (folder is null)
        {
            return null;
        }

        var advanced = folder.Cursor is { } cursor && cursor.UidValidity == next.UidValidity
            ? cursor with { UidNext = Math.Max(cursor.UidNext, next.UidNext), ModSeq = next.ModSeq, Messages = next.Messages }
            : next;
        return advanced == folder.Cursor ? null : folder.Advance(advanced);
    }
}
