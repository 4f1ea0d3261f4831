using EmailAgent.Database;
using EmailAgent.Grains.Connections;
using Npgsql;

namespace EmailAgent.Grains.Outgoing;

/// <summary>The messages of a mailbox that are due, for its worker. A claim excludes every other worker, also of another process, until its lease ends.</summary>
internal sealed class OutgoingQueue(NpgsqlDataSource database)
{
    private const string ClaimSql = $"""
        WITH due AS (
            SELECT user_id, id
            FROM outgoing
            WHERE user_id = $1 AND connection_id = $2 AND state IN ('scheduled', 'queued', 'sending') AND due_at <= $3 AND (state = 'sending') = $4
            ORDER BY due_at, id
            LIMIT 1
            FOR UPDATE SKIP LOCKED
        ), claimed AS (
            UPDATE outgoing o
            SET state = 'sending', claim = $5, due_at = $6, attempts = o.attempts + CASE WHEN $4 THEN 0 ELSE 1 END
            FROM due d
            WHERE o.user_id = d.user_id AND o.id = d.id
            RETURNING o.*
        )
        SELECT {OutgoingColumns.All} FROM claimed o
        """;

    private const string RenewSql = "UPDATE outgoing SET due_at = $4 WHERE user_id = $1 AND id = $2 AND claim = $3 AND state = 'sending'";

    private const string NextSql = """
        SELECT min(due_at) FILTER (WHERE state <> 'sending'), min(due_at) FILTER (WHERE state = 'sending'), (
            SELECT min(copy_due_at) FROM outgoing WHERE user_id = $1 AND connection_id = $2 AND sent_copy = 'pending'
        )
        FROM (
            (SELECT state, due_at FROM outgoing WHERE user_id = $1 AND connection_id = $2 AND state IN ('scheduled', 'queued') ORDER BY due_at LIMIT 1)
            UNION ALL
            (SELECT state, due_at FROM outgoing WHERE user_id = $1 AND connection_id = $2 AND state = 'sending' ORDER BY due_at LIMIT 1)
        ) AS next
        """;

    private const string NextCopySql = $"""
        SELECT {OutgoingColumns.All}
        FROM outgoing o
        WHERE o.user_id = $1 AND o.connection_id = $2 AND o.sent_copy = 'pending' AND o.copy_due_at <= $3
        ORDER BY o.copy_due_at
        LIMIT 1
        """;

    private const string LastCopySql = """
        SELECT sent_copy FROM outgoing
        WHERE user_id = $1 AND connection_id = $2 AND sent_copy IN ('server', 'product')
        ORDER BY id DESC
        LIMIT 1
        """;

    private const string PostponeCopySql = "UPDATE outgoing SET copy_due_at = $3 WHERE user_id = $1 AND id = $2 AND sent_copy = 'pending'";

    private const string BeginCopySql = """
        UPDATE outgoing SET copy_due_at = $3, copy_attempts = copy_attempts + 1
        WHERE user_id = $1 AND id = $2 AND sent_copy = 'pending' AND copy_attempts = $4 AND copy_due_at <= $5
        """;

    private const string ClaimedSql = $"SELECT {OutgoingColumns.All} FROM outgoing o WHERE o.user_id = $1 AND o.connection_id = $2 AND o.claim = $3 AND o.state = 'sending'";

    /// <summary>Claims the message that has been due for longest.</summary>
    /// <param name="id">The mailbox.</param>
    /// <param name="isSending">Claims a message whose last attempt has not recorded its outcome; otherwise one that waits to be sent.</param>
    /// <param name="claim">Identifies the attempt.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">The end of the lease.</param>
    /// <param name="cancellationToken">Covers the statement.</param>
    /// <returns>Null if none is due.</returns>
    public async Task<OutgoingRow?> ClaimAsync(
        MailboxId id, bool isSending, Guid claim, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(ClaimSql).With(id.UserId).With(id.ConnectionId).With(now).With(isSending).With(claim).With(until);
        return (await database.ReadRowsAsync(query, OutgoingColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Finds the message that a claim has got.</summary>
    /// <returns>Null if it has got none, or has lost it.</returns>
    public async Task<OutgoingRow?> FindClaimedAsync(MailboxId id, Guid claim, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(ClaimedSql).With(id.UserId).With(id.ConnectionId).With(claim);
        return (await database.ReadRowsAsync(query, OutgoingColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Extends the lease of a claim.</summary>
    /// <returns>False if the claim was lost.</returns>
    public async Task<bool> RenewAsync(OutgoingRow mail, Guid claim, DateTimeOffset until, CancellationToken cancellationToken) =>
        await ExecuteAsync(new NpgsqlBatchCommand(RenewSql).With(mail.UserId).With(mail.Id).With(claim).With(until), cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>Returns when the next work of a mailbox is due.</summary>
    public async Task<OutgoingAgenda> GetAgendaAsync(MailboxId id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(NextSql).With(id.UserId).With(id.ConnectionId);
        return (await database.ReadRowsAsync(query, ReadAgenda, cancellationToken).ConfigureAwait(false))[0];
    }

    /// <returns>Null if no copy is due.</returns>
    public async Task<OutgoingRow?> FindCopyAsync(MailboxId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(NextCopySql).With(id.UserId).With(id.ConnectionId).With(now);
        return (await database.ReadRowsAsync(query, OutgoingColumns.Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Returns who saved the last copy of the mailbox: one of <see cref="SentCopies"/>; null if none was saved yet.</summary>
    public async Task<string?> GetLastCopyAsync(MailboxId id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(LastCopySql).With(id.UserId).With(id.ConnectionId);
        return (await database.ReadRowsAsync(query, row => row.GetString(0), cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    /// <summary>Sets when a copy is due again.</summary>
    public Task PostponeCopyAsync(OutgoingRow mail, DateTimeOffset due, CancellationToken cancellationToken) =>
        ExecuteAsync(new NpgsqlBatchCommand(PostponeCopySql).With(mail.UserId).With(mail.Id).With(due), cancellationToken);

    /// <summary>Counts an attempt to save a copy before it is made, so that a later one knows of it.</summary>
    /// <param name="mail">The message, as it was found.</param>
    /// <param name="now">The time.</param>
    /// <param name="due">When the copy is due again, if nothing more is recorded of the attempt.</param>
    /// <param name="cancellationToken">Covers the statement.</param>
    /// <returns>False if another worker has begun one meanwhile.</returns>
    public async Task<bool> BeginCopyAsync(OutgoingRow mail, DateTimeOffset now, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var command = new NpgsqlBatchCommand(BeginCopySql).With(mail.UserId).With(mail.Id).With(due).With(mail.CopyAttempts).With(now);
        return await ExecuteAsync(command, cancellationToken).ConfigureAwait(false) == 1;
    }

    private static OutgoingAgenda ReadAgenda(NpgsqlDataReader row) => new(row.GetTimeOrNull(0), row.GetTimeOrNull(1), row.GetTimeOrNull(2));

    private async Task<int> ExecuteAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
