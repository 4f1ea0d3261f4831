using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>The stored copy of a mailbox, for its session. Every read waits for the batches that are not committed yet.</summary>
internal sealed class StoredCopy(
    MailboxId id,
    long epoch,
    OutstandingBook outstanding,
    ChangeWriter writer,
    MailboxStore store,
    PlacementReader placements,
    LabelledMailReader labelled,
    EventAnnouncer announcer) : IMailboxCopy, IPlacedCopy, ILabelledCopy
{
    public IPlacedCopy Placed => this;

    public ILabelledCopy Labelled => this;

    public async Task<IReadOnlyList<KnownFolder>> ReadFoldersAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await store.LoadAsync(id.UserId, id.ConnectionId, cancellationToken) is { } state ? Known(state.Labels) : [];
    }

    public async Task<IReadOnlyList<KnownFolder>> SaveFoldersAsync(IReadOnlyList<RemoteFolder> folders, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        var saved = await store.SaveLabelsAsync(id.UserId, id.ConnectionId, epoch, folders, cancellationToken);
        outstanding.Keep(saved.Labels.Select(label => label.Id).ToHashSet());
        if (saved.LastSeq is not null)
        {
            await announcer.AnnounceAsync(id.UserId);
        }

        return Known(saved.Labels);
    }

    public async Task<long> CountAsync(Guid folderId, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await placements.CountAsync(id.UserId, folderId, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(Guid folderId, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await placements.ReadAsync(id.UserId, folderId, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(
        Guid folderId, IReadOnlyList<(long First, long Last)> ranges, CancellationToken cancellationToken)
    {
        if (ranges.Count == 0)
        {
            return [];
        }

        await writer.FlushAsync(cancellationToken);
        return await placements.ReadAsync(id.UserId, folderId, ranges, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownPlacement>> FindAsync(IReadOnlyCollection<Guid> identities, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await placements.FindAsync(id.UserId, id.ConnectionId, identities, cancellationToken);
    }

    public async Task<string?> ReadCursorAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await labelled.ReadCursorAsync(id.UserId, id.ConnectionId, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownState>> ReadIdsAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await labelled.ReadAsync(id.UserId, id.ConnectionId, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownState>> FindIdsAsync(IReadOnlyCollection<string> remoteIds, CancellationToken cancellationToken)
    {
        if (remoteIds.Count == 0)
        {
            return [];
        }

        await writer.FlushAsync(cancellationToken);
        return await labelled.FindAsync(id.UserId, id.ConnectionId, remoteIds, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ReadPartialIdsAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await labelled.ReadPartialAsync(id.UserId, id.ConnectionId, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownOutstanding>> ReadOutstandingAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return [.. outstanding.Rows.Select(row => new KnownOutstanding(row.Key, row.AskWith, row.NextAttempt))];
    }

    private static List<KnownFolder> Known(IReadOnlyList<LabelState> labels) =>
        [.. labels.Select(label => new KnownFolder(label.Id, label.ProviderRef, label.Cursor))];
}
