using EmailAgent.Database;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail.Commits;
using EmailAgent.Grains.Mail.Outstanding;
using EmailAgent.Grains.Threads;
using EmailAgent.Providers;
using Npgsql;

namespace EmailAgent.Grains.Mail;

/// <summary>
/// The copy of a mailbox as its one session sees and writes it. Every write is fenced by the session's epoch: once a
/// newer session has begun, or the connection is being deleted, it throws <see cref="StaleSessionException"/> and
/// changes nothing.
/// </summary>
internal sealed class MailboxStore(NpgsqlDataSource dataSource, ConnectionStore connections, EventLog events, IEnumerable<ICommitParticipant> participants)
{
    /// <summary>Reads the connection and its labels with their cursors; null when it is gone or being deleted.</summary>
    public async Task<MailboxState?> LoadAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        if (await connections.GetAsync(userId, connectionId, cancellationToken).ConfigureAwait(false) is not { } stored)
            return null;

        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return new MailboxState(stored, await LabelWriter.ReadAsync(connection, userId, connectionId, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Begins a session and shuts out all earlier ones.</summary>
    /// <returns>The session's epoch.</returns>
    /// <exception cref="StaleSessionException">The connection is gone or being deleted.</exception>
    public async Task<long> BeginSessionAsync(Guid userId, Guid connectionId, CancellationToken cancellationToken)
    {
        const string Sql = """
            UPDATE connections
            SET epoch = epoch + 1
            WHERE user_id = $1 AND id = $2 AND status <> 'deleting'
            RETURNING epoch
            """;
        var batch = dataSource.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql).With(userId).With(connectionId));
        return await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long? ?? throw new StaleSessionException();
    }

    /// <summary>
    /// Makes the stored labels those of the server: adds new ones, updates name, path and role of known ones, and removes those that are
    /// gone. Messages with a location there are removed (events <c>email.deleted</c>); those with a remote id only lose the label (events
    /// <c>email.label_removed</c>).
    /// </summary>
    /// <exception cref="StaleSessionException">The session is no longer allowed to write.</exception>
    public async Task<SavedLabels> SaveLabelsAsync(Guid userId, Guid connectionId, long epoch, IReadOnlyList<RemoteFolder> folders, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        await CommitReader.LockAsync(connection, userId, connectionId, epoch, cancellationToken).ConfigureAwait(false);

        var gone = await LabelWriter.SaveAsync(connection, userId, connectionId, folders, cancellationToken).ConfigureAwait(false);
        long? lastSeq = null;
        if (gone.Length > 0)
        {
            var emptied = new MailboxCommit { UserId = userId, ConnectionId = connectionId, Epoch = epoch, GoneLabels = gone };
            lastSeq = (await WriteAsync(connection, emptied, cancellationToken).ConfigureAwait(false)).LastSeq;
            await LabelWriter.DeleteAsync(connection, userId, gone, cancellationToken).ConfigureAwait(false);
        }

        var saved = await LabelWriter.ReadAsync(connection, userId, connectionId, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new SavedLabels(saved, lastSeq);
    }

    /// <summary>
    /// Stores a commit in one transaction: messages, bodies, attachments, threads, counters, cursors and events. Repeating it, completely
    /// or in part, changes nothing and causes no event.
    /// </summary>
    /// <exception cref="StaleSessionException">The session is no longer allowed to write.</exception>
    public async Task<CommitResult> CommitAsync(MailboxCommit commit, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = transaction.ConfigureAwait(false);
        var result = await WriteAsync(connection, commit, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        if (commit.InitialDone == true)
            await FullTextIndex.MergeAsync(connection, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<CommitResult> WriteAsync(NpgsqlConnection connection, MailboxCommit commit, CancellationToken cancellationToken)
    {
        var described = commit.Added.ToDictionary(message => message.Id, Describe);
        var stored = await CommitReader.ReadAsync(connection, commit, [.. described.Values], cancellationToken).ConfigureAwait(false);
        var plan = new CommitPlan();
        CommitPlanner.Plan(commit, stored.Places, plan);
        LabelledPlanner.Plan(commit, stored.Labelled, plan);
        var threads = ThreadPolicy.Plan([.. plan.Added.Select(message => described[message.Id])], stored.Threads);

        await RunAsync(connection, batch => CommitUpdates.FreePlaces(batch, commit.UserId, plan), cancellationToken).ConfigureAwait(false);
        await FullTextIndex.PrepareAsync(connection, plan.Added.Count + plan.Completed.Count, cancellationToken).ConfigureAwait(false);
        await CommitCopier.CopyAsync(connection, commit, plan, threads, cancellationToken).ConfigureAwait(false);
        await PrepareRemovalAsync(connection, commit.UserId, [.. plan.DeletedThreads.Keys], cancellationToken).ConfigureAwait(false);
        await PrepareMergeAsync(connection, commit.UserId, threads.Merged, cancellationToken).ConfigureAwait(false);
        await RunAsync(connection, batch =>
        {
            CommitUpdates.DeleteMessages(batch, commit.UserId, plan);
            LabelledUpdates.CompleteMessages(batch, commit.UserId, plan);
            CommitUpdates.ChangePlaces(batch, commit.UserId, plan);
            LabelledUpdates.ChangeLabels(batch, commit.UserId, plan);
            CommitUpdates.ChangeFlags(batch, commit.UserId, plan);
            CommitUpdates.ChangeThreads(batch, commit.UserId, plan, threads);
            CommitUpdates.ChangeLabels(batch, commit, plan);
            LabelledUpdates.ChangeCount(batch, commit, plan);
            CommitUpdates.ChangeConnection(batch, commit);
            OutstandingUpdates.Apply(batch, commit);
        }, cancellationToken).ConfigureAwait(false);

        var followed = await FollowAsync(connection, MailOf(commit, plan, threads), cancellationToken).ConfigureAwait(false);
        await FollowFlagsAsync(connection, commit.UserId, plan.FlagsByMessage, cancellationToken).ConfigureAwait(false);
        var lastSeq = await events.AppendAsync(connection, commit.UserId, [.. EventsOf(commit, plan, threads), .. followed], cancellationToken).ConfigureAwait(false);
        return new CommitResult(lastSeq, plan.Added.Count, plan.FlagsByMessage.Count, plan.DeletedThreads.Count, plan.Moved);
    }

    private async Task PrepareRemovalAsync(NpgsqlConnection connection, Guid userId, Guid[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return;
        foreach (var participant in participants)
            await participant.PrepareRemovalAsync(connection, userId, ids, cancellationToken).ConfigureAwait(false);
    }

    private async Task PrepareMergeAsync(NpgsqlConnection connection, Guid userId, IReadOnlyList<(Guid From, Guid Into)> merged, CancellationToken cancellationToken)
    {
        if (merged.Count == 0)
            return;
        foreach (var participant in participants)
            await participant.PrepareMergeAsync(connection, userId, merged, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has other features follow.</summary>
    private async Task<List<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken)
    {
        var followed = new List<NewEvent>();
        if (mail.IsEmpty)
            return followed;
        foreach (var participant in participants)
            followed.AddRange(await participant.FollowAsync(connection, mail, cancellationToken).ConfigureAwait(false));
        return followed;
    }

    private async Task FollowFlagsAsync(NpgsqlConnection connection, Guid userId, Dictionary<Guid, string[]> flags, CancellationToken cancellationToken)
    {
        if (flags.Count == 0)
            return;
        foreach (var participant in participants)
            await participant.FollowFlagsAsync(connection, userId, flags, cancellationToken).ConfigureAwait(false);
    }

    private static CommittedMail MailOf(MailboxCommit commit, CommitPlan plan, ThreadPlan threads) => new(
        commit.UserId,
        commit.ConnectionId,
        [.. plan.Added.Zip(threads.ThreadIds, (message, thread) => new AddedMail(message, thread))],
        plan.Completed,
        plan.DeletedThreads,
        [.. plan.Placed.Keys, .. plan.LabelsByMessage.Keys]);

    private static UnthreadedMessage Describe(NewMessage message) =>
        ThreadPolicy.Describe(
            message.Id,
            message.Date,
            message.Subject,
            message.MessageId,
            message.InReplyTo,
            message.References,
            message.To.Concat(message.Cc).Concat(message.Bcc).Concat(message.ReplyTo).Select(address => address.Email).Prepend(message.FromEmail).Where(email => email.Length > 0));

    private static List<NewEvent> EventsOf(MailboxCommit commit, CommitPlan plan, ThreadPlan threads) =>
    [
        .. plan.Events,
        .. plan.Added.Zip(threads.ThreadIds)
            .Where(row => row.First.EventType is not null)
            .Select(row => EventData.EmailAdded(row.First.EventType!, row.First.Id, row.Second, commit.ConnectionId, LabelsOf(row.First.Site))),
        .. commit.Events,
    ];

    private static Guid[] LabelsOf(MessageSite site) => site is PlacedSite place ? [place.LabelId] : ((LabelledSite)site).LabelIds;

    private static async Task RunAsync(NpgsqlConnection connection, Action<NpgsqlBatch> fill, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        fill(batch);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
