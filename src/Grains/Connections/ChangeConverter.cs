using EmailAgent.Providers;
using EmailAgent.Storage.Mail;
using Microsoft.Extensions.ObjectPool;

namespace EmailAgent.Grains.Connections;

/// <summary>Turns a session's batch into rows to commit: the step that parses and indexes.</summary>
/// <param name="outstanding">Follows the batches.</param>
internal sealed class ChangeConverter(
    MailboxId id, long epoch, OutstandingBook outstanding, ObjectPool<MessageConverter> converters, MailboxOptions options, TimeProvider time)
{
    public MailboxCommit Convert(MailboxChanges changes)
    {
        var change = outstanding.Follow(
            changes, time.GetUtcNow(), (attempts, reason) => MailboxPolicy.OutstandingDelay(options, attempts, reason, Random.Shared.NextDouble()));
        return ToCommit(changes) with { Outstanding = change.Saved, Settled = change.Settled, Events = change.Events };
    }

    private MailboxCommit ToCommit(MailboxChanges changes) => new()
    {
        UserId = id.UserId,
        ConnectionId = id.ConnectionId,
        Epoch = epoch,
        Added = ConvertAll(changes.Added),
        Flags = [.. changes.Flags.Select(flags => new PlacedFlags(flags.FolderId, flags.Uid, [.. flags.Flags]))],
        Removed = [.. changes.Removed.Select(Place)],
        Moved = [.. changes.Moved.Select(move => new MovedMessage(Place(move.From), Place(move.To), [.. move.Flags]))],
        Rebased = [.. changes.Rebased.Select(Rebase)],
        Cursors = [.. changes.Cursors.Select(cursor => new LabelCursor(cursor.FolderId, cursor.Cursor))],
        States = [.. changes.States.Select(state => new LabelledState(state.RemoteId, [.. state.FolderIds], [.. state.Flags]))],
        RemovedIds = changes.RemovedIds,
        Cursor = changes.Cursor,
        RemoteTotal = changes.RemoteTotal,
    };

    private List<NewMessage> ConvertAll(IReadOnlyList<RemoteMessage> messages)
    {
        if (messages.Count == 0)
        {
            return [];
        }

        var converter = converters.Get();
        try
        {
            return [.. messages.Select(converter.Convert)];
        }
        finally
        {
            converters.Return(converter);
        }
    }

    private static MessagePlace Place(RemotePlacement placement) => new(placement.FolderId, placement.Uid);

    private static RebasedLabel Rebase(FolderRebase rebase) =>
        new(rebase.FolderId, [.. rebase.Matched.Select(match => new Storage.Mail.RebasedMessage(match.MessageId, match.Uid, [.. match.Flags]))]);
}
