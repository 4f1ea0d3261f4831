using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Imap;

/// <summary>
/// One comparison of the mailbox with the copy. Looks for disappearances before it decides about appearances, and again for
/// appearances before it believes in a disappearance, so that a move between folders is a move and never a deletion with a
/// new message.
/// </summary>
internal sealed class ImapRound
{
    /// <summary>Groups of outstanding messages that one retry asks for; each costs a command, while everything else waits.</summary>
    private const int MostRetries = 100;

    private readonly ImapFolders _folders;
    private readonly FolderPush _push;
    private readonly IPlacedCopy _copy;
    private readonly TimeProvider _time;
    private readonly RoundState _state;
    private readonly RoundInspection _inspection;
    private readonly RoundIntake _intake;

    public ImapRound(
        ImapClient client, ImapFolders folders, FolderPush push, InboxWatch inbox, ImapMessages messages, ContentProbe probe, IPlacedCopy copy, TimeProvider time, ILogger logger)
    {
        _folders = folders;
        _push = push;
        _copy = copy;
        _time = time;
        _state = new RoundState(folders);
        _inspection = new RoundInspection(folders, push, inbox, messages, new ImapFolderInspector(client, messages, copy, time), copy, _state, logger);
        _intake = new RoundIntake(folders, messages, probe, copy, _state, _inspection);
    }

    public async IAsyncEnumerable<PlacedChanges> RunAsync(PullScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? total = null;
        await BeginAsync(scope == PullScope.Reconcile, cancellationToken).ConfigureAwait(false);
        _push.Note();
        if (scope == PullScope.Pushed && !_push.NeedsListing && _folders.Inbox is { Cursor: not null })
        {
            _inspection.NoteConnected();
            var pushed = _push.TakePushed().Where(folder => !_inspection.IsSkipped(folder)).ToList();
            foreach (var folder in pushed.Where(folder => folder.MayHaveArrivals))
            {
                // A new message is what users wait for: request it before anything else.
                yield return await _intake.TakeInArrivalsAsync(folder, cancellationToken).ConfigureAwait(false);
                if (_state.Ending is { } ending) throw ending;
            }

            foreach (var folder in pushed.TakeWhile(_ => _state.Ending is null))
            {
                await _inspection.TryInspectAsync(folder, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            total = await _inspection.InspectAllAsync(trustCounters: scope != PullScope.Reconcile, cancellationToken).ConfigureAwait(false);
        }

        await foreach (var changes in _intake.TakeInFreshAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }

        yield return _state.Ending is null ? Settle(total) : Account();
        if ((_state.Ending ?? _state.Refusal) is { } failure) throw failure;
    }

    /// <summary>Asks again for outstanding messages.</summary>
    public async IAsyncEnumerable<PlacedChanges> RetryAsync(bool all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _state.IsRetry = true;
        _inspection.NoteConnected();
        await BeginAsync(all, cancellationToken).ConfigureAwait(false);
        var due = _state.Outstanding.DueGroups().Select(group => (Folder: _folders.Find(group.FolderId), group.Uids));
        foreach (var (folder, uids) in due.Where(group => group.Folder is { Cursor: not null, IsBlocked: false }).Take(MostRetries))
        {
            _state.Fresh.Enqueue((folder!, uids));
        }

        await foreach (var changes in _intake.TakeInFreshAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }

        yield return _state.Ending is null ? Settle(null) : Account();
        if ((_state.Ending ?? _state.Refusal) is { } failure) throw failure;
    }

    private async Task BeginAsync(bool all, CancellationToken cancellationToken) =>
        _state.Outstanding = new ImapOutstanding(await _copy.ReadOutstandingAsync(cancellationToken).ConfigureAwait(false), _time.GetUtcNow(), all);

    /// <param name="listed">Messages in all folders, if they were listed.</param>
    private PlacedChanges Settle(long? listed)
    {
        var account = Account();
        var settled = _state.Findings.Settle();
        return settled with { Outstanding = account.Outstanding, Settled = account.Settled, RemoteTotal = _folders.TakeTotal(listed) };
    }

    /// <summary>Returns the results of the pull about outstanding folders and messages.</summary>
    private PlacedChanges Account()
    {
        var (outstanding, settled) = _state.Outstanding.Take(withFolders: true);
        return new PlacedChanges { Outstanding = [.. outstanding.Where(mail => mail.Key.FolderId is not { } id || _folders.Find(id) is not null)], Settled = settled };
    }
}
