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
    ImapClient client, ImapFolders folders, FolderPush push, InboxWatch inbox, ImapMessages messages, ContentProbe probe, IMailboxCopy copy, TimeProvider time, ILogger logger)
{
    /// <summary>Messages looked at together, unless they are large; bounds memory, since they are all held until it is known which of them moved.</summary>
    private const int SliceMessages = 50;

    /// <summary>Groups of outstanding messages that one retry asks for; each costs a command, while everything else waits.</summary>
    private const int MostRetries = 100;

    /// <summary>How often the other halves of moves are looked for; more is needed only while another client keeps moving mail.</summary>
    private const int MaxLooks = 3;

    private readonly ImapFolderInspector _inspector = new(client, messages, copy, time);
    private readonly RoundFindings _findings = new(folders);
    private readonly Queue<(ImapFolder Folder, UidSet Uids)> _fresh = new();
    private ImapOutstanding _outstanding = new([], default, false);
    private bool _trustCounters = true;
    private bool _isRetry;

    /// <summary>What was too large to be taken in with the rest of a slice.</summary>
    private UidSet _left = UidSet.Empty;

    /// <summary>Why the round cannot go on; thrown once what it has is yielded.</summary>
    private ProviderException? _ending;

    /// <summary>Why the round is not complete although it goes on; thrown at its end.</summary>
    private ProviderException? _refusal;

    /// <summary>Null on the very first look.</summary>
    private DateTimeOffset? _connected;

    public async IAsyncEnumerable<MailboxChanges> RunAsync(PullScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? total = null;
        await BeginAsync(scope == PullScope.Reconcile, cancellationToken).ConfigureAwait(false);
        push.Note();
        if (scope == PullScope.Pushed && !push.NeedsListing && folders.Inbox is { Cursor: not null })
        {
            _connected = folders.Connected;
            var pushed = push.TakePushed().Where(folder => !IsSkipped(folder)).ToList();
            foreach (var folder in pushed.Where(folder => folder.MayHaveArrivals))
            {
                // A new message is what users wait for: request it before anything else.
                var first = folder.Cursor!.UidNext;
                yield return await TakeInAsync(folder, UidSet.FromRange(first, first + SliceMessages - 1), true, cancellationToken).ConfigureAwait(false);
                if (_ending is { } ending) throw ending;
            }

            foreach (var folder in pushed.TakeWhile(_ => _ending is null))
            {
                await TryInspectAsync(folder, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            _trustCounters = scope != PullScope.Reconcile;
            total = await InspectAllAsync(cancellationToken).ConfigureAwait(false);
        }

        await foreach (var changes in TakeInFreshAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }

        yield return _ending is null ? Settle(total) : Account();
        if ((_ending ?? _refusal) is { } failure) throw failure;
    }

    /// <summary>Asks again for outstanding messages.</summary>
    public async IAsyncEnumerable<MailboxChanges> RetryAsync(bool all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _isRetry = true;
        _connected = folders.Connected;
        await BeginAsync(all, cancellationToken).ConfigureAwait(false);
        var due = _outstanding.DueGroups().Select(group => (Folder: folders.Find(group.FolderId), group.Uids));
        foreach (var (folder, uids) in due.Where(group => group.Folder is { Cursor: not null, IsBlocked: false }).Take(MostRetries))
        {
            _fresh.Enqueue((folder!, uids));
        }

        await foreach (var changes in TakeInFreshAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }

        yield return _ending is null ? Settle(null) : Account();
        if ((_ending ?? _refusal) is { } failure) throw failure;
    }

    private async Task BeginAsync(bool all, CancellationToken cancellationToken) =>
        _outstanding = new ImapOutstanding(await copy.ReadOutstandingAsync(cancellationToken).ConfigureAwait(false), time.GetUtcNow(), all);

    private async IAsyncEnumerable<MailboxChanges> TakeInFreshAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var looks = 0;
        do
        {
            while (_ending is null && _fresh.TryDequeue(out var next))
            {
                for (var rest = _findings.Unseen(next.Folder, next.Uids); _ending is null && !rest.IsEmpty && !next.Folder.IsBlocked;)
                {
                    var later = rest.TakeLast(Math.Max(0, rest.Count - SliceMessages));
                    _left = UidSet.Empty;
                    yield return await TakeInAsync(next.Folder, rest.Except(later), false, cancellationToken).ConfigureAwait(false);
                    rest = later.Union(_left);
                }
            }
        }
        while (_ending is null && _findings.Vanished > 0 && looks++ < MaxLooks && await LookForOtherHalvesAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<long> InspectAllAsync(CancellationToken cancellationToken)
    {
        var keepInbox = inbox.BeginPoll() && _trustCounters;
        if (keepInbox) await folders.RequestInboxNewsAsync(cancellationToken).ConfigureAwait(false);
        await push.BeginLookAsync(cancellationToken).ConfigureAwait(false);
        var wasUpToDate = folders.Inbox is { } known && folders.IsUpToDate(known);
        var listing = await folders.RefreshAsync(copy, keepInbox, cancellationToken).ConfigureAwait(false);
        var touched = folders.TakeTouched();
        _connected = folders.Connected; // Of the folders known before this round; the new ones have no cursor yet.
        foreach (var (folder, status) in listing)
        {
            folder.IsBlocked = _outstanding.Knows(folder);
            if (IsSkipped(folder) || (_trustCounters && folder is { IsBlocked: false, Cursor.HistoryComplete: true } && folders.IsUpToDate(folder)))
            {
                continue;
            }

            // What was reported of the selected inbox may be missing from its counters.
            var isReported = keepInbox && folder == folders.Inbox && folder.NeedsLook;
            var isExpected = folder.NeedsLook || folder == folders.Inbox || folder.Cursor is null || touched.Contains(folder);
            folder.NeedsLook = false;
            if (!_trustCounters || isReported || folder.IsBlocked || status is null || folder.Differs(status))
            {
                await TryInspectAsync(folder, cancellationToken).ConfigureAwait(false);
                if (_ending is not null) return 0;
                if (_trustCounters && _findings.HasChanges(folder))
                {
                    ReportSilence(folder, isExpected, wasUpToDate);
                }
            }
        }

        push.EndLook();
        return listing.Sum(entry => (long)(entry.Status?.Messages ?? entry.Folder.Cursor?.Messages ?? 0));
    }

    private void ReportSilence(ImapFolder folder, bool isExpected, bool wasInboxUpToDate)
    {
        if (!isExpected) push.ReportSilence();
        if (folder == folders.Inbox && wasInboxUpToDate) inbox.ReportSilence();
    }

    /// <summary>Whether the server refuses the folder and it is too early to try again.</summary>
    private bool IsSkipped(ImapFolder folder)
    {
        if (!_outstanding.Blocks(folder))
        {
            return false;
        }

        folder.NeedsLook = false;
        return true;
    }

    /// <summary>
    /// A folder that the server lists but refuses to open becomes outstanding; the others go on. So does one that ends the connection once
    /// more, so that sessions get past it.
    /// </summary>
    private async Task TryInspectAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await InspectAsync(folder, cancellationToken).ConfigureAwait(false);
            _outstanding.Open(folder);
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            Refuse(folder, refusal);
        }
        catch (ImapException broken) when ((messages.IsWary || _outstanding.Knows(folder)) && ImapErrors.MayBeCausedByCommand(broken))
        {
            _findings.Drop(folder, hidesArrivals: true);
            _outstanding.Refuse(folder, broken);
            _ending = ImapErrors.Translate(broken);
        }
    }

    /// <summary>Takes note that the server refuses the folder, so that its cursor stays.</summary>
    private void Refuse(ImapFolder folder, ImapCommandException refusal)
    {
        LogFolderRefused(folder.Id, refusal.Command);
        _findings.Drop(folder, hidesArrivals: !_outstanding.Knows(folder));
        _outstanding.Refuse(folder, refusal);
    }

    /// <summary>Looks at a folder, also for a second time: what an earlier look found is found again, since its cursor does not advance before the end.</summary>
    private async Task InspectAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        folder.NeedsLook = false;
        var selection = await folders.SelectAsync(folder, cancellationToken).ConfigureAwait(false);
        var found = await _inspector.InspectAsync(folder, selection, _trustCounters, _connected, cancellationToken).ConfigureAwait(false);
        _findings.Add(folder, found);
        var fresh = await messages.WithoutKnownAsync(copy, folder, found.Fresh.Except(_outstanding.MessagesOf(folder.Id)), cancellationToken).ConfigureAwait(false);
        if (!fresh.IsEmpty)
        {
            _fresh.Enqueue((folder, fresh));
        }
    }

    /// <summary>Takes in messages of a folder; none of a folder that the server refuses to open.</summary>
    /// <param name="isRange">Whether the UIDs are a guess, and a look at the folder follows.</param>
    private async Task<MailboxChanges> TakeInAsync(ImapFolder folder, UidSet slice, bool isRange, CancellationToken cancellationToken)
    {
        try
        {
            if (await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false) is { } selection
                && selection.UidValidity != folder.Cursor!.UidValidity)
            {
                return new MailboxChanges(); // Renumbered since it was inspected: the next round matches it anew.
            }

            if (!isRange)
            {
                var whole = slice;
                slice = await messages.CutAsync(slice, _isRetry, cancellationToken).ConfigureAwait(false);
                _left = whole.Except(slice);
            }

            var moved = await FindMovedAsync(folder, slice, cancellationToken).ConfigureAwait(false);
            return await FetchAsync(folder, slice.Except(UidSet.Of(moved.Select(move => (uint)move.To.Uid))), moved, isRange, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            if (!isRange) Refuse(folder, refusal);
            return new MailboxChanges();
        }
    }

    /// <summary>Where something vanished, finds out what moved here before any body is fetched. Where the server refuses that, the bodies tell.</summary>
    private async Task<List<RemoteMove>> FindMovedAsync(ImapFolder folder, UidSet slice, CancellationToken cancellationToken)
    {
        var moved = new List<RemoteMove>();
        if (_findings.Vanished == 0)
        {
            return moved;
        }

        try
        {
            await foreach (var message in messages.ReadIdentitiesAsync(slice, cancellationToken).ConfigureAwait(false))
            {
                if (slice.Contains(message.Uid) && _findings.Match(message.Identity) is { } from)
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
    private async Task<MailboxChanges> FetchAsync(ImapFolder folder, UidSet uids, List<RemoteMove> moved, bool isRange, CancellationToken cancellationToken)
    {
        var arrived = new List<PlacedMessage>();
        var fetch = messages.Prepare(folder, isRange, _isRetry);
        await foreach (var message in fetch.RunAsync(uids, cancellationToken).ConfigureAwait(false))
        {
            arrived.Add(message!); // It is no stream.
        }

        if (!isRange) _left = _left.Union(fetch.Left);

        _ending = fetch.Ending;
        _outstanding.Add(folder, fetch);
        var added = await SortOutKnownAsync(folder, arrived, moved, cancellationToken).ConfigureAwait(false);
        var seen = arrived.Select(message => (uint)message.Uid).Concat(moved.Select(move => (uint)move.To.Uid))
            .Concat(fetch.Outstanding.Select(mail => (uint)mail.Key.Uid!.Value)).ToList();
        _findings.See(folder, seen); // Also those that the copy had.
        if (fetch.Refusal is { } refusal) await JudgeRefusalAsync(folder, uids.Except(UidSet.Of(seen)), refusal, cancellationToken).ConfigureAwait(false);
        var (outstanding, settled) = _outstanding.Take();
        return new MailboxChanges
        {
            Added = added,
            Moved = moved,
            Outstanding = outstanding,
            Settled = settled,
            Cursors = fetch.IsComplete && _ending is null ? folder.Pass(seen) : [],
        };
    }

    /// <summary>Takes messages of which none was handed out one by one, if the server hands out others; else the folder's cursor stays.</summary>
    private async Task JudgeRefusalAsync(ImapFolder folder, UidSet left, ProviderException refusal, CancellationToken cancellationToken)
    {
        if (_refusal is null && await probe.RunAsync([folder], copy, cancellationToken).ConfigureAwait(false))
        {
            _left = _left.Union(left);
            return;
        }

        _refusal ??= refusal;
        _findings.Drop(folder, hidesArrivals: true);
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
            if (_ending is null) await TryInspectAsync(place, cancellationToken).ConfigureAwait(false);
        }

        var added = new List<PlacedMessage>();
        foreach (var (message, identity) in arrived.Zip(identities))
        {
            var known = places[identity];
            if ((_ending is not null && known.Any()) || known.Any(place => place.FolderId == folder.Id && place.Uid == message.Uid))
            {
                message.Dispose(); // A cursor that was not committed makes it come twice; what cannot be looked up now comes again.
            }
            else if (_findings.Match(identity) is { } from)
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

    /// <summary>Where messages vanished, they may have appeared in folders that looked unchanged a moment ago, or were not there.</summary>
    private async Task<bool> LookForOtherHalvesAsync(CancellationToken cancellationToken)
    {
        _connected = folders.Connected;
        foreach (var (folder, status) in await folders.RefreshAsync(copy, keepInbox: false, cancellationToken).ConfigureAwait(false))
        {
            if (_ending is null && !folder.IsBlocked
                && (folder.Cursor is not { } cursor || (status is not null && cursor.UidValidity == status.UidValidity && status.UidNext > cursor.UidNext)))
            {
                await TryInspectAsync(folder, cancellationToken).ConfigureAwait(false);
            }
        }

        return _ending is null && _fresh.Count > 0;
    }

    /// <param name="listed">Messages in all folders, if they were listed.</param>
    private MailboxChanges Settle(long? listed)
    {
        var account = Account();
        var settled = _findings.Settle();
        return settled with { Outstanding = account.Outstanding, Settled = account.Settled, RemoteTotal = folders.TakeTotal(listed) };
    }

    /// <summary>What the round has found out about outstanding folders and messages.</summary>
    private MailboxChanges Account()
    {
        var (outstanding, settled) = _outstanding.Take(withFolders: true);
        return new MailboxChanges { Outstanding = [.. outstanding.Where(mail => mail.Key.FolderId is not { } id || folders.Find(id) is not null)], Settled = settled };
    }
}
