using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Push;
using EmailAgent.Providers;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Sync;

/// <summary>The factory of a session's objects, each with its own dependencies.</summary>
internal sealed class SyncSessions(
    MailboxStore store,
    PlacementReader placements,
    LabelledMailReader labelled,
    EventAnnouncer announcer,
    ObjectPool<MessageConverter> converters,
    LargeBatches largeBatches,
    PushQueue pushes,
    MailboxStatus status,
    IOptions<MailboxOptions> options,
    TimeProvider time)
{
    /// <summary>Serves an open session until it is stopped or fails.</summary>
    /// <param name="epoch">The session's number, from <see cref="MailboxStore.BeginSessionAsync"/>.</param>
    /// <param name="outstanding">The outstanding messages and folders when the session begins.</param>
    public async Task RunAsync(
        MailboxId id,
        StoredConnection connection,
        long epoch,
        OutstandingBook outstanding,
        IMailboxSession session,
        MailboxControl control,
        MailboxJobs jobs,
        CancellationToken stop)
    {
        var converter = new ChangeConverter(id, epoch, outstanding, converters, options.Value, time);
        await using var writer = new ChangeWriter(converter, largeBatches, (commit, cancellationToken) => CommitAsync(id, commit, control, cancellationToken));
        var copy = new StoredCopy(id, epoch, outstanding, writer, store, placements, labelled, announcer);
        var poll = new MailboxPoll(id, connection, session, pushes, options.Value);
        var loop = new SyncLoop(
            id, epoch, connection, new OpenMailbox(session, copy, writer, outstanding), poll, control, jobs, status, pushes, options.Value, time);
        try
        {
            await loop.RunAsync(stop);
        }
        catch (ProviderException)
        {
            // The results of the session before its failure must be stored: the next one may fail at the same place.
            await writer.FlushAsync(stop);
            throw;
        }
    }

    private async Task CommitAsync(MailboxId id, MailboxCommit commit, MailboxControl control, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(commit, cancellationToken);
        control.Report(progress => progress.After(result));
        if (result.LastSeq is not null)
        {
            await announcer.AnnounceAsync(id.UserId);
        }
    }
}
