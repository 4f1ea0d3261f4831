using System.Diagnostics.CodeAnalysis;
using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Blobs;
using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.Outgoing;

/// <summary>
/// Writes of the table <c>outgoing</c>. A row is locked, decided upon and written in one transaction, with its events, its audit entry and what other
/// features change with it.
/// </summary>
internal sealed class OutgoingStore(NpgsqlDataSource database, EventLog events, AuditLog audit, IEnumerable<IOutgoingParticipant> participants, TimeProvider time)
{
    // The lock makes the counts exact, however many messages of a user arrive at once.
    private const string LockUserSql = "SELECT id FROM users WHERE id = $1 FOR NO KEY UPDATE";

    private const string LimitSql = """
        SELECT count(*), coalesce(sum(recipient_count), 0), (SELECT count(*) FROM outgoing w WHERE w.user_id = $1 AND w.state = 'scheduled')
        FROM outgoing
        WHERE user_id = $1 AND created_at > $2 AND state <> 'cancelled'
        """;

    private const string InsertSql = """
        INSERT INTO outgoing (
            user_id, id, connection_id, created_by, state, message_id, sender, subject, recipients, recipient_count, message_blob, copy_blob, size,
            created_at, due_at, first_due_at, undo_until, send_at, timezone, in_reply_to_id, thread_id, if_no_reply, draft_id)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23
        FROM connections WHERE user_id = $1 AND id = $3 AND status <> 'deleting'
        ON CONFLICT DO NOTHING
        """;

    private const string LockSql = $"SELECT {OutgoingColumns.All} FROM outgoing o WHERE o.user_id = $1 AND o.id = $2 FOR UPDATE";

    private const string UpdateSql = """
        UPDATE outgoing SET
            state = $3, sender = $4, subject = $5, recipients = $6::jsonb, recipient_count = $7, message_blob = $8, copy_blob = $9, size = $10,
            due_at = $11, first_due_at = $12, undo_until = $13, send_at = $14, timezone = $15, attempts = $16, uncertain_since = $17, error = $18,
            status = $19, remote_id = $20, sent_copy = $21, in_reply_to_id = $22, thread_id = $23, if_no_reply = $24, ended_at = $25,
            sent_at = $26, copy_due_at = CASE WHEN $21 = 'pending' THEN coalesce(copy_due_at, $27) END, maybe_sent = $28
        WHERE user_id = $1 AND id = $2
        """;

    /// <summary>Stores a new message, within the user's limits.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="hold">Keeps what the message was made of, in the same transaction; returns false if that is gone.</param>
    /// <param name="entry">The entry for the audit log.</param>
    /// <param name="cancellationToken">Covers the transaction.</param>
    public async Task<OutgoingInsert> InsertAsync(
        OutgoingRow mail, OutgoingOptions limits, OutgoingHold hold, AuditEntry entry, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (await ExecuteAsync(connection, Insert(mail), cancellationToken).ConfigureAwait(false) == 0)
            return OutgoingInsert.NotStored;
        if (!await BlobReferences.AddAsync(connection, mail.UserId, Holder(mail.Id), Blobs(mail), cancellationToken).ConfigureAwait(false)
            || !await hold(connection, cancellationToken).ConfigureAwait(false))
        {
            return OutgoingInsert.BlobsGone;
        }

        foreach (var participant in participants)
        {
            if (!await participant.AdmitsAsync(connection, mail, cancellationToken).ConfigureAwait(false))
                return OutgoingInsert.Superseded;
        }

        if (await CheckLimitsAsync(connection, mail, limits, cancellationToken).ConfigureAwait(false) is { } refused)
            return refused;
        await FollowAsync(connection, null, mail, cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return OutgoingInsert.Stored;
    }

    /// <summary>Changes a message.</summary>
    /// <param name="userId">The owner of the mailbox.</param>
    /// <param name="id">The message.</param>
    /// <param name="decide">Returns the message as it is to be; null to leave it as it is. Pure: the row is locked meanwhile.</param>
    /// <param name="entry">The entry for the audit log, written if the message changes.</param>
    /// <param name="cancellationToken">Covers the transaction.</param>
    /// <returns>The message as it is now, and whether it was changed; null if there is none.</returns>
    public Task<OutgoingChanged?> ChangeAsync(
        Guid userId, Guid id, Func<OutgoingRow, OutgoingRow?> decide, AuditEntry? entry, CancellationToken cancellationToken) =>
        ChangeAsync(userId, id, decide, (_, _) => Task.FromResult(true), entry, cancellationToken);

    /// <summary>Changes a message and keeps what it is made of now, as <see cref="InsertAsync"/> does.</summary>
    /// <returns>As of the other overload; unchanged if that is gone.</returns>
    public async Task<OutgoingChanged?> ChangeAsync(
        Guid userId,
        Guid id,
        Func<OutgoingRow, OutgoingRow?> decide,
        OutgoingHold hold,
        AuditEntry? entry,
        CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        if (await LockAsync(connection, userId, id, cancellationToken).ConfigureAwait(false) is not { } before)
            return null;
        if (decide(before) is not { } after)
            return new OutgoingChanged(before, IsChanged: false, HasEvents: false);
        if (!await MoveBlobsAsync(connection, before, after, cancellationToken).ConfigureAwait(false) || !await hold(connection, cancellationToken).ConfigureAwait(false))
            return new OutgoingChanged(before, IsChanged: false, HasEvents: false);
        await ExecuteAsync(connection, Update(after), cancellationToken).ConfigureAwait(false);
        var hasEvents = await FollowAsync(connection, before, after, cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        if (after.EndedAt is not null && before.EndedAt is null)
            OutgoingMetrics.ReportEnded(after.State);
        return new OutgoingChanged(after, IsChanged: true, hasEvents);
    }

    /// <summary>Deletes some of the messages that ended before this time. Their blobs expire.</summary>
    /// <returns>False if there was none.</returns>
    public async Task<bool> DeleteEndedAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH old AS (
                SELECT user_id, id FROM outgoing
                WHERE ended_at < $1 AND state IN ('sent', 'failed', 'unknown', 'cancelled') AND sent_copy IS DISTINCT FROM 'pending'
                ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            DELETE FROM outgoing o USING old WHERE o.user_id = old.user_id AND o.id = old.id
            """;
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await ExecuteAsync(connection, new NpgsqlBatchCommand(Sql).With(before).With(limit), cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Returns what refers to the content of a message. The trigger of the table knows the form.</summary>
    public static string Holder(Guid id) => $"outgoing:{id:N}";

    /// <summary>Checks the limits with the inserted message counted. Follows all that may wait, because the other messages of the user wait for its lock.</summary>
    private async Task<OutgoingInsert?> CheckLimitsAsync(NpgsqlConnection connection, OutgoingRow mail, OutgoingOptions limits, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockUserSql).With(mail.UserId));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LimitSql).With(mail.UserId).With(time.GetUtcNow() - TimeSpan.FromDays(1)));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0) > limits.MessagesPerDay || reader.GetInt64(1) > limits.RecipientsPerDay ? OutgoingInsert.LimitReached
            : mail.State == OutgoingStates.Scheduled && reader.GetInt64(2) > limits.ScheduledPerUser ? OutgoingInsert.TooManyScheduled
            : null;
    }

    /// <summary>Refers to the blobs of a changed message, and no longer to those that it has no use for.</summary>
    /// <returns>False if the new ones are gone.</returns>
    private async Task<bool> MoveBlobsAsync(NpgsqlConnection connection, OutgoingRow before, OutgoingRow after, CancellationToken cancellationToken)
    {
        var isReplaced = after.MessageBlob != before.MessageBlob;
        var isDone = OutgoingPolicy.IsDone(after) && !OutgoingPolicy.IsDone(before);
        if (isReplaced || isDone)
            await BlobReferences.ReleaseAsync(connection, after.UserId, Holder(after.Id), time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return !isReplaced || await BlobReferences.AddAsync(connection, after.UserId, Holder(after.Id), Blobs(after), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has other features follow, and then appends the events.</summary>
    private async Task<bool> FollowAsync(NpgsqlConnection connection, OutgoingRow? before, OutgoingRow after, CancellationToken cancellationToken)
    {
        if (before?.State != after.State)
        {
            foreach (var participant in participants)
                await participant.FollowAsync(connection, after, cancellationToken).ConfigureAwait(false);
        }

        return await events.AppendAsync(connection, after.UserId, OutgoingPolicy.EventsOf(before, after), cancellationToken).ConfigureAwait(false) is not null;
    }

    private static async Task<OutgoingRow?> LockAsync(NpgsqlConnection connection, Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockSql).With(userId).With(id));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? OutgoingColumns.Read(reader) : null;
    }

    private static NpgsqlBatchCommand Insert(OutgoingRow mail) => new NpgsqlBatchCommand(InsertSql)
        .With(mail.UserId).With(mail.Id).With(mail.ConnectionId).With(mail.CreatedBy).With(mail.State)
        .With(Clean(mail.MessageId)).With(Clean(mail.Sender)).With(Clean(mail.Subject)).With(RecipientJson.Write(mail.Recipients)).With(mail.RecipientCount)
        .With(mail.MessageBlob).With(mail.CopyBlob).With(mail.Size).With(mail.CreatedAt).With(mail.DueAt).With(mail.FirstDueAt).With(mail.UndoUntil)
        .With(mail.SendAt).With(Clean(mail.Timezone)).With(mail.InReplyToId).With(mail.ThreadId).With(mail.IfNoReply).With(mail.DraftId);

    private NpgsqlBatchCommand Update(OutgoingRow mail) => new NpgsqlBatchCommand(UpdateSql)
        .With(mail.UserId).With(mail.Id).With(mail.State).With(Clean(mail.Sender)).With(Clean(mail.Subject)).With(RecipientJson.Write(mail.Recipients))
        .With(mail.RecipientCount).With(mail.MessageBlob).With(mail.CopyBlob).With(mail.Size).With(mail.DueAt).With(mail.FirstDueAt).With(mail.UndoUntil)
        .With(mail.SendAt).With(Clean(mail.Timezone)).With(mail.Attempts).With(mail.UncertainSince).With(Clean(mail.Error)).With(Clean(mail.Status))
        .With(Clean(mail.RemoteId)).With(mail.SentCopy).With(mail.InReplyToId).With(mail.ThreadId).With(mail.IfNoReply).With(mail.EndedAt)
        .With(mail.SentAt).With(time.GetUtcNow()).With(mail.MaybeSent);

    private static Guid[] Blobs(OutgoingRow mail) => mail.CopyBlob is { } copy ? [mail.MessageBlob, copy] : [mail.MessageBlob];

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Clean(string? text) => PgText.Clean(text);

    private static async Task<int> ExecuteAsync(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
