using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Sync;
using EmailAgent.Grains.Uploads;
using EmailAgent.Providers;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Drafts;

/// <summary>
/// The work on drafts in their mailboxes: brings a saved draft there, and removes a deleted one. For each draft one run at a time, which goes on when its
/// caller no longer waits.
/// </summary>
internal sealed class MailboxDrafts(
    DraftStore store,
    DraftContents contents,
    DraftComposer composer,
    DraftMessages messages,
    ConnectionStore connections,
    EventAnnouncer announcer,
    IOptions<MailboxOptions> options,
    TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Task<Outcome<Done>>> _running = [];

    /// <summary>Does what is to be done for a draft. Safe to repeat.</summary>
    /// <param name="id">The mailbox.</param>
    /// <param name="worker">The mailbox's worker; null if there is none.</param>
    /// <param name="draftId">The draft.</param>
    /// <param name="cancellationToken">Ends the wait, not the work.</param>
    /// <returns>Refused with <c>mailbox_unavailable</c>, or as the reading of an attachment; then it is to be repeated.</returns>
    public async Task<Outcome<Done>> SyncAsync(MailboxId id, MailboxWorker? worker, Guid draftId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (run, isOwn) = Join(id, worker, draftId);
            try
            {
                var outcome = await run.WaitAsync(options.Value.CommandTimeout, time, cancellationToken);
                if (isOwn || outcome.Problem is not null)
                {
                    DraftMetrics.ReportWrite(outcome.Problem?.Code);
                    return outcome;
                }
            }
            catch (TimeoutException)
            {
                return Unavailable("Writing the draft takes longer.");
            }
        }
    }

    private (Task<Outcome<Done>> Run, bool IsOwn) Join(MailboxId id, MailboxWorker? worker, Guid draftId)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(draftId, out var running))
                return (running, false);
            var run = Task.Run(() => RunAsync(id, worker, draftId));
            _running.Add(draftId, run);
            return (run, true);
        }
    }

    private async Task<Outcome<Done>> RunAsync(MailboxId id, MailboxWorker? worker, Guid draftId)
    {
        using var deadline = new CancellationTokenSource(Longest, time);
        try
        {
            return await RunAsync(id, worker, draftId, deadline.Token);
        }
        catch (ProviderException failure)
        {
            await store.ChangeAsync(id.UserId, draftId, draft => failure.LeavesSession ? draft with { Error = failure.Message } : null, CancellationToken.None);
            return Unavailable(failure.Message);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Unavailable("The mail server did not answer in time.");
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(draftId);
            }
        }
    }

    private async Task<Outcome<Done>> RunAsync(MailboxId id, MailboxWorker? worker, Guid draftId, CancellationToken deadline)
    {
        if (await AnnounceAsync(id, draftId, deadline) is not { } draft || draft.ConnectionId != id.ConnectionId)
            return Done.Value;
        if (draft is { DeletedAt: not null, MailId: null, ReplacedId: null } && !DraftPolicy.IsBeingWritten(draft))
        {
            await store.RemoveAsync(id.UserId, draftId, deadline);
            return Done.Value;
        }

        if (!DraftPolicy.NeedsWork(draft))
            return Done.Value;
        if (worker is null)
            return Unavailable("The mailbox is not connected.");
        if (draft.DeletedAt is not null)
            return await worker.CommandAsync((mailbox, stop) => messages.RemoveAsync(id, mailbox, draftId, stop), deadline);
        if (!DraftPolicy.IsUnwritten(draft))
            return await worker.CommandAsync((mailbox, stop) => messages.TidyAsync(id, mailbox, draftId, stop), deadline);
        return await WriteAsync(id, worker, draft, deadline);
    }

    private async Task<Outcome<Done>> WriteAsync(MailboxId id, MailboxWorker worker, DraftRow draft, CancellationToken deadline)
    {
        if (await connections.GetAsync(id.UserId, id.ConnectionId, deadline) is not { } connection)
            return Done.Value;
        var read = await contents.ReadAsync(draft, isShown: false, deadline);
        if (read.Value is not { } message)
            return read.Problem!;
        var (messageId, date) = (DraftPolicy.MessageIdOf(draft.Id, draft.Revision, connection.Email), DraftPolicy.ToSeconds(draft.SavedAt));
        var composed = await composer.ComposeAsync(connection, draft.Id, message, messageId, date, deadline);
        if (composed.Value is { } built)
        {
            var version = new DraftVersion(draft.Id, draft.Revision, messageId, date, built.Message);
            return await worker.CommandAsync((mailbox, stop) => messages.WriteAsync(id, mailbox, version, stop), deadline);
        }

        // It is repeated where the attachments may be read later; otherwise the next save is another attempt.
        var problem = composed.Problem!;
        await store.ChangeAsync(id.UserId, draft.Id, current => current with { Error = problem.Detail }, deadline);
        return problem.Code is ConnectionProblems.MailboxUnavailable or ProblemCodes.Unavailable or UploadProblems.ScannerUnavailable ? problem : Done.Value;
    }

    /// <summary>Appends the event of what was saved since the last one.</summary>
    private async Task<DraftRow?> AnnounceAsync(MailboxId id, Guid draftId, CancellationToken cancellationToken)
    {
        var isNews = false;
        var draft = await store.ChangeAsync(
            id.UserId,
            draftId,
            current =>
            {
                isNews = current.Announced < current.Revision;
                return isNews ? current with { Announced = current.Revision } : null;
            },
            cancellationToken);
        if (isNews)
            await announcer.AnnounceAsync(id.UserId);
        return draft;
    }

    private static Problem Unavailable(string detail) => new(ConnectionProblems.MailboxUnavailable, detail);
}
