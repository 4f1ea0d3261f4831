using EmailAgent.Providers;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>The stored copy of a mailbox, for its session. Every read waits for the batches still on their way to the database.</summary>
internal sealed class StoredCopy(MailboxId id, long epoch, OutstandingBook outstanding, MailboxServices services, ChangeWriter writer) : IMailboxCopy
{
    public async Task<IReadOnlyList<KnownFolder>> ReadFoldersAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await services.Store.LoadAsync(id.UserId, id.ConnectionId, cancellationToken) is { } state ? Known(state.Labels) : [];
    }

    public async Task<IReadOnlyList<KnownFolder>> SaveFoldersAsync(IReadOnlyList<RemoteFolder> folders, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        var labels = folders.Select(folder => new RemoteLabel(folder.Ref, folder.Path, folder.Path[(folder.Path.LastIndexOf('/') + 1)..], folder.Role, folder.FormerRef)).ToList();
        var saved = await services.Store.SaveLabelsAsync(id.UserId, id.ConnectionId, epoch, labels, cancellationToken);
        outstanding.Keep(saved.Labels.Select(label => label.Id).ToHashSet());
        if (saved.LastSeq is not null)
        {
            await services.Announcer.AnnounceAsync(id.UserId);
        }

        return Known(saved.Labels);
    }

    public async Task<long> CountAsync(Guid folderId, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await services.Placements.CountAsync(id.UserId, folderId, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(Guid folderId, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return Known(await services.Placements.ReadAsync(id.UserId, folderId, cancellationToken));
    }

    public async Task<IReadOnlyList<KnownMessage>> ReadFolderAsync(
        Guid folderId, IReadOnlyList<(long First, long Last)> ranges, CancellationToken cancellationToken)
    {
        if (ranges.Count == 0)
        {
            return [];
        }

        await writer.FlushAsync(cancellationToken);
        return Known(await services.Placements.ReadAsync(id.UserId, folderId, ranges, cancellationToken));
    }

    public async Task<IReadOnlyList<KnownPlacement>> FindAsync(IReadOnlyCollection<Guid> identities, CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        var found = await services.Placements.FindAsync(id.UserId, id.ConnectionId, identities, cancellationToken);
        return [.. found.Select(stored => new KnownPlacement(stored.Identity, stored.LabelId, stored.Uid, stored.ReceivedAt))];
    }

    public async Task<string?> ReadCursorAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await services.Labelled.ReadCursorAsync(id.UserId, id.ConnectionId, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownState>> ReadIdsAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return Known(await services.Labelled.ReadAsync(id.UserId, id.ConnectionId, cancellationToken));
    }

    public async Task<IReadOnlyList<KnownState>> FindIdsAsync(IReadOnlyCollection<string> remoteIds, CancellationToken cancellationToken)
    {
        if (remoteIds.Count == 0)
        {
            return [];
        }

        await writer.FlushAsync(cancellationToken);
        return Known(await services.Labelled.FindAsync(id.UserId, id.ConnectionId, remoteIds, cancellationToken));
    }

    public async Task<IReadOnlyList<string>> ReadPartialIdsAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return await services.Labelled.ReadPartialAsync(id.UserId, id.ConnectionId, cancellationToken);
    }

    public async Task<IReadOnlyList<KnownOutstanding>> ReadOutstandingAsync(CancellationToken cancellationToken)
    {
        await writer.FlushAsync(cancellationToken);
        return [.. outstanding.Rows.Select(row => new KnownOutstanding(OutstandingBook.ToKey(row.Location), row.AskWith, row.NextAttempt))];
    }

    private static List<KnownState> Known(IReadOnlyList<StoredState> states) =>
        [.. states.Select(stored => new KnownState(stored.RemoteId, stored.LabelIds, stored.Flags, stored.IsPartial))];

    private static List<KnownFolder> Known(IReadOnlyList<LabelState> labels) =>
        [.. labels.Select(label => new KnownFolder(label.Id, label.ProviderRef, label.Cursor))];

    private static List<KnownMessage> Known(IReadOnlyList<StoredPlacement> placements) =>
        [.. placements.Select(stored => new KnownMessage(stored.Uid, stored.MessageId, stored.Identity, stored.Flags))];
}
