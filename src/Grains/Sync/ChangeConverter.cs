using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Providers;
using Microsoft.Extensions.ObjectPool;

namespace EmailAgent.Grains.Sync;

/// <summary>The conversion of a session's batch into rows to commit, which parses and indexes messages.</summary>
/// <param name="outstanding">The record of outstanding messages, which follows the batches.</param>
internal sealed class ChangeConverter(
    MailboxId id, long epoch, OutstandingBook outstanding, ObjectPool<MessageConverter> converters, MailboxOptions options, TimeProvider time)
{
    public MailboxCommit Convert(MailboxChanges changes)
    {
        var change = outstanding.Follow(
            changes, time.GetUtcNow(), (attempts, reason) => MailboxPolicy.OutstandingDelay(options, attempts, reason, Random.Shared.NextDouble()));
        return ToCommit(changes) with { Outstanding = change.Saved, Settled = change.Settled, Events = change.Events };
    }

    private MailboxCommit ToCommit(MailboxChanges changes)
    {
        var commit = new MailboxCommit
        {
            UserId = id.UserId,
            ConnectionId = id.ConnectionId,
            Epoch = epoch,
            Added = ConvertAll(changes.Added),
            RemoteTotal = changes.RemoteTotal,
        };
        return changes switch
        {
            PlacedChanges placed => commit with
            {
                Flags = placed.Flags,
                Removed = placed.Removed,
                Moved = placed.Moved,
                Rebased = placed.Rebased,
                Cursors = placed.Cursors,
            },
            LabelledChanges labelled => commit with
            {
                States = labelled.States,
                RemovedIds = labelled.RemovedIds,
                Cursor = labelled.Cursor,
            },
            _ => commit,
        };
    }

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
}
