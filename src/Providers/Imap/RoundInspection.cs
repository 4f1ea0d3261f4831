using EmailAgent.Mail.Imap;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Providers.Imap;

/// <summary>The inspections of folders in one pull: messages that appeared or disappeared, and folders that the server refuses.</summary>
internal sealed partial class RoundInspection(
    ImapFolders folders, FolderPush push, InboxWatch inbox, ImapMessages messages, ImapFolderInspector inspector, IPlacedCopy copy, RoundState state, ILogger logger)
{
    private bool _trustCounters = true;

    /// <summary>The time of the connection; null before the first sync.</summary>
    private DateTimeOffset? _connected;

    /// <summary>Takes note of the connection for looks that follow at folders known by now.</summary>
    public void NoteConnected() => _connected = folders.Connected;

    /// <summary>Lists the folders and looks at those that may have changed.</summary>
    /// <param name="trustCounters">Indicates whether a folder whose counters are those of the copy has not changed.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    /// <returns>The number of messages in all folders.</returns>
    public async Task<long> InspectAllAsync(bool trustCounters, CancellationToken cancellationToken)
    {
        _trustCounters = trustCounters;
        var keepInbox = inbox.BeginPoll() && _trustCounters;
        if (keepInbox) await folders.RequestInboxNewsAsync(cancellationToken).ConfigureAwait(false);
        await push.BeginLookAsync(cancellationToken).ConfigureAwait(false);
        var wasUpToDate = folders.Inbox is { } known && folders.IsUpToDate(known);
        var listing = await folders.RefreshAsync(copy, keepInbox, cancellationToken).ConfigureAwait(false);
        var touched = folders.TakeTouched();
        NoteConnected(); // Of the folders known before this round; the new ones have no cursor yet.
        // An inbox without a mod-sequence comes last, so that it stays selected: else it would have to be looked at once more.
        foreach (var (folder, status) in listing.OrderBy(entry => entry.Folder == folders.Inbox && entry.Folder.Cursor is { ModSeq: null }))
        {
            folder.IsBlocked = state.Outstanding.Knows(folder);
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
                if (state.Ending is not null) return 0;
                if (_trustCounters && state.Findings.HasChanges(folder))
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

    /// <summary>Indicates whether the server refuses the folder and the next attempt is not due.</summary>
    public bool IsSkipped(ImapFolder folder)
    {
        if (!state.Outstanding.Blocks(folder))
        {
            return false;
        }

        folder.NeedsLook = false;
        return true;
    }

    /// <summary>
    /// Inspects a folder. One that the server lists but refuses to open becomes outstanding, and the others continue. So does one that ends
    /// the connection once more, so that sessions get past it.
    /// </summary>
    public async Task TryInspectAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            await InspectAsync(folder, cancellationToken).ConfigureAwait(false);
            state.Outstanding.Open(folder);
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            Refuse(folder, refusal);
        }
        catch (ImapException broken) when ((messages.IsWary || state.Outstanding.Knows(folder)) && ImapErrors.MayBeCausedByCommand(broken))
        {
            state.Findings.Drop(folder, hidesArrivals: true);
            state.Outstanding.Refuse(folder, broken);
            state.Ending = ImapErrors.Translate(broken);
        }
    }

    /// <summary>Takes note that the server refuses the folder, so that its cursor stays.</summary>
    public void Refuse(ImapFolder folder, ImapCommandException refusal)
    {
        LogFolderRefused(folder.Id, refusal.Command);
        state.Findings.Drop(folder, hidesArrivals: !state.Outstanding.Knows(folder));
        state.Outstanding.Refuse(folder, refusal);
    }

    /// <summary>Looks at a folder, also for a second time: what an earlier look found is found again, since its cursor does not advance before the end.</summary>
    private async Task InspectAsync(ImapFolder folder, CancellationToken cancellationToken)
    {
        folder.NeedsLook = false;
        var selection = await folders.SelectAsync(folder, cancellationToken).ConfigureAwait(false);
        var found = await inspector.InspectAsync(folder, selection, _trustCounters, _connected, cancellationToken).ConfigureAwait(false);
        state.Findings.Add(folder, found);
        var fresh = await messages.WithoutKnownAsync(copy, folder, found.Fresh.Except(state.Outstanding.MessagesOf(folder.Id)), cancellationToken).ConfigureAwait(false);
        if (!fresh.IsEmpty)
        {
            state.Fresh.Enqueue((folder, fresh));
        }
    }

    /// <summary>Checks, after messages vanished, whether they appeared in folders that looked unchanged before, or did not exist.</summary>
    public async Task<bool> LookForOtherHalvesAsync(CancellationToken cancellationToken)
    {
        NoteConnected();
        foreach (var (folder, status) in await folders.RefreshAsync(copy, keepInbox: false, cancellationToken).ConfigureAwait(false))
        {
            if (state.Ending is null && !folder.IsBlocked
                && (folder.Cursor is not { } cursor || (status is not null && cursor.UidValidity == status.UidValidity && status.UidNext > cursor.UidNext)))
            {
                await TryInspectAsync(folder, cancellationToken).ConfigureAwait(false);
            }
        }

        return state.Ending is null && state.Fresh.Count > 0;
    }
}
