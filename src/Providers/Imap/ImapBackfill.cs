using System.Runtime.CompilerServices;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Providers.Imap;

/// <summary>Brings in what was there before: newest first, the folders in turn, beginning with the inbox.</summary>
internal sealed class ImapBackfill(ImapClient client, ImapFolders folders, ImapMessages messages, ImapSyncOptions options)
{
    /// <summary>Small, so that the first screen of mail is there at once.</summary>
    private const int FirstBatch = 100;

    private readonly Dictionary<ImapFolder, Progress> _progress = [];

    public bool IsComplete => folders.Inbox is not null && folders.All.All(folder => folder.Cursor is { HistoryComplete: true });

    /// <summary>The next stretch of one folder; its cursor comes with the last batch, since a server answers in its own order.</summary>
    public async IAsyncEnumerable<MailboxChanges> NextAsync(IMailboxCopy copy, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Choose() is not { } folder)
        {
            yield break;
        }

        var selection = await folders.EnsureSelectedAsync(folder, cancellationToken).ConfigureAwait(false);
        if (selection is not null && selection.UidValidity != folder.Cursor!.UidValidity)
        {
            yield break; // The next pull will find out and match anew.
        }

        var progress = _progress.GetValueOrDefault(folder) ?? new Progress(await FindMissingAsync(folder, copy, cancellationToken).ConfigureAwait(false), 0);
        var stretch = progress.Missing.TakeLast(progress.Stretches == 0 ? FirstBatch : options.BatchMessages);
        var batch = new List<PlacedMessage>();
        var bytes = 0;
        await foreach (var message in messages.FetchAsync(folder, stretch, cancellationToken).ConfigureAwait(false))
        {
            batch.Add(message);
            bytes += message.Raw.Length;
            if (bytes >= options.BatchBytes)
            {
                yield return new MailboxChanges { Added = batch };
                (batch, bytes) = ([], 0);
            }
        }

        var rest = progress.Missing.Except(stretch);
        _progress[folder] = new Progress(rest, progress.Stretches + 1);
        var cursor = folder.Cursor! with { BackfillBelow = rest.IsEmpty ? 0 : stretch.Min };
        yield return new MailboxChanges { Added = batch, Cursors = [folder.Advance(cursor)] };
    }

    private ImapFolder? Choose() => folders.All
        .Where(folder => folder.Cursor is { HistoryComplete: false })
        .OrderBy(folder => _progress.GetValueOrDefault(folder)?.Stretches ?? 0)
        .ThenBy(folder => folder.Role switch { "inbox" => 0, "sent" => 1, null or "archive" => 2, _ => 3 })
        .FirstOrDefault();

    /// <summary>What the copy has of an interrupted stretch is not fetched again.</summary>
    private async Task<UidSet> FindMissingAsync(ImapFolder folder, IMailboxCopy copy, CancellationToken cancellationToken)
    {
        var history = UidSet.FromRange(1, folder.Cursor!.BackfillBelow - 1);
        var present = await client.UidSearchAsync(ImapSearch.Uids(history), cancellationToken).ConfigureAwait(false);
        var known = await copy.ReadFolderAsync(folder.Id, [(1, folder.Cursor.BackfillBelow - 1)], cancellationToken).ConfigureAwait(false);
        return present.Intersect(history).Except(UidSet.Of(known.Select(message => (uint)message.Uid)));
    }

    private sealed record Progress(UidSet Missing, int Stretches);
}
