using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>The load of older mail: newest first, the folders in turn, beginning with the inbox.</summary>
internal sealed class ImapBackfill(ImapClient client, ImapFolders folders, ImapMessages messages, ContentProbe probe, ImapSyncOptions options)
{
    /// <summary>Size of the first batch; small, so that the first screen of mail arrives at once.</summary>
    private const int FirstBatch = 100;

    private readonly Dictionary<ImapFolder, Progress> _progress = [];

    /// <summary>Folders of which the server hands out nothing; the others come first.</summary>
    private readonly Dictionary<ImapFolder, ProviderException> _stuck = [];

    /// <summary>
    /// Indicates whether all history is loaded. A folder that was created since the last check of all folders has no history before the
    /// next one.
    /// </summary>
    public bool IsComplete => folders.Inbox is not null && folders.All.All(folder => folder.IsBlocked || folder.Cursor is null or { HistoryComplete: true });

    /// <summary>Fetches the next stretch of one folder; its cursor comes with the last batch, since a server answers in its own order.</summary>
    public async IAsyncEnumerable<PlacedChanges> NextAsync(IPlacedCopy copy, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Choose() is not { } folder)
        {
            await ReleaseStuckAsync(copy, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        var (progress, refusal) = await TryOpenAsync(folder, copy, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            yield return new PlacedChanges { Outstanding = [refusal] };
        }

        if (progress is null)
        {
            yield break;
        }

        await foreach (var changes in ReadAsync(folder, progress, cancellationToken).ConfigureAwait(false))
        {
            yield return changes;
        }
    }

    /// <summary>Reads a stretch, in batches as large as there is room for.</summary>
    private async IAsyncEnumerable<PlacedChanges> ReadAsync(ImapFolder folder, Progress progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stretch = progress.Missing.TakeLast(progress.Stretches == 0 ? FirstBatch : options.BatchMessages);
        var batch = new List<PlacedMessage>();
        var arrived = new List<uint>();
        var fetch = messages.Prepare(folder, isStream: true);
        await foreach (var message in fetch.RunAsync(stretch, cancellationToken).ConfigureAwait(false))
        {
            if (message is not null)
            {
                batch.Add(message);
                arrived.Add((uint)message.Uid);
            }
            else if (batch.Count > 0)
            {
                yield return new PlacedChanges { Added = batch };
                batch = [];
            }
        }

        yield return new PlacedChanges { Added = batch, Outstanding = fetch.Outstanding, Cursors = fetch.IsComplete ? [Advance(folder, progress, stretch)] : [] };
        if (fetch.Ending is { } ending) throw ending;
        if (fetch.Refusal is { } stuck)
        {
            _stuck[folder] = stuck;
            var dealtWith = UidSet.Of(arrived.Concat(fetch.Outstanding.Select(mail => (uint)mail.Key.Uid!.Value)));
            _progress[folder] = progress with { Missing = progress.Missing.Except(dealtWith).Except(fetch.Gone) };
        }
    }

    /// <summary>Takes up the folders that were put off, if the server hands out mail of another.</summary>
    private async Task ReleaseStuckAsync(IPlacedCopy copy, CancellationToken cancellationToken)
    {
        if (_stuck.Count > 0 && !await probe.RunAsync([.. _stuck.Keys], copy, cancellationToken).ConfigureAwait(false))
        {
            throw _stuck.Values.First();
        }

        _stuck.Clear();
    }

    private FolderCursor Advance(ImapFolder folder, Progress progress, UidSet stretch)
    {
        var rest = progress.Missing.Except(stretch);
        _progress[folder] = new Progress(rest, progress.Stretches + 1);
        return folder.Advance(folder.Cursor! with { BackfillBelow = rest.IsEmpty ? 0 : stretch.Min });
    }

    private ImapFolder? Choose() => folders.All
        .Where(folder => folder.Cursor is { HistoryComplete: false } && !folder.IsBlocked && !_stuck.ContainsKey(folder))
        .OrderBy(folder => _progress.GetValueOrDefault(folder)?.Stretches ?? 0)
        .ThenBy(folder => folder.Role switch { "inbox" => 0, "sent" => 1, null or "archive" => 2, _ => 3 })
        .FirstOrDefault();

    /// <summary>Opens the folder and finds out what is missing.</summary>
    /// <returns>Nothing when the next pull has to match the folder anew; with the refusal when the server refuses the folder.</returns>
    private async Task<(Progress? Progress, OutstandingMail? Refusal)> TryOpenAsync(ImapFolder folder, IPlacedCopy copy, CancellationToken cancellationToken)
    {
        try
        {
            var selection = await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false);
            return selection is not null && selection.UidValidity != folder.Cursor!.UidValidity
                ? (null, null)
                : (_progress.GetValueOrDefault(folder) ?? new Progress(await FindMissingAsync(folder, copy, cancellationToken).ConfigureAwait(false), 0), null);
        }
        catch (ImapCommandException refusal) when (!ImapRefusal.Of(refusal).IsThrottled)
        {
            folder.IsBlocked = true;
            return (null, ImapOutstanding.Describe(folder, refusal));
        }
    }

    /// <summary>Finds the messages to fetch: neither those that the copy has from an interrupted stretch, nor outstanding ones.</summary>
    private async Task<UidSet> FindMissingAsync(ImapFolder folder, IPlacedCopy copy, CancellationToken cancellationToken)
    {
        var history = UidSet.FromRange(1, folder.Cursor!.BackfillBelow - 1);
        var present = await client.UidSearchAsync(ImapSearch.All, cancellationToken).ConfigureAwait(false);
        if (present.Count < folder.Cursor.Messages)
        {
            // What is missing here would be called history that is complete.
            present = present.Union(await messages.ReadUidsAsync(history, cancellationToken).ConfigureAwait(false));
        }

        var known = await copy.ReadFolderAsync(folder.Id, [(1, folder.Cursor.BackfillBelow - 1)], cancellationToken).ConfigureAwait(false);
        var outstanding = (await copy.ReadOutstandingAsync(cancellationToken).ConfigureAwait(false))
            .Where(entry => entry.Key.FolderId == folder.Id).Select(entry => entry.Key.Uid).OfType<long>();
        return present.Intersect(history).Except(UidSet.Of(known.Select(message => message.Uid).Concat(outstanding).Select(uid => (uint)uid)));
    }

    private sealed record Progress(UidSet Missing, int Stretches);
}
