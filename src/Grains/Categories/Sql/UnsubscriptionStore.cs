using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Jobs;
using Npgsql;

namespace EmailAgent.Grains.Categories;

/// <summary>The attempts to end subscriptions: the table <c>unsubscriptions</c>.</summary>
internal sealed class UnsubscriptionStore(NpgsqlDataSource database, JobQueue jobs, AuditLog audit, TimeProvider time)
{
    private const string InsertSql = """
        INSERT INTO unsubscriptions (user_id, id, address, connection_id, message_id, method, target, state, detail, created_at, ended_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT DO NOTHING
        """;

    private const string EndSql = """
        UPDATE unsubscriptions
        SET state = $3, status = $4, outgoing_id = $5, detail = $6, ended_at = $7
        WHERE user_id = $1 AND id = $2 AND state = 'sending'
        """;

    private const string FindPendingSql = """
        SELECT connection_id, method, target
        FROM unsubscriptions
        WHERE user_id = $1 AND id = $2 AND state = 'sending'
        """;

    private const string FindSql = """
        SELECT id, address, connection_id, message_id, state, method, target, outgoing_id, status, detail, created_at
        FROM unsubscriptions
        WHERE user_id = $1 AND id = $2
        """;

    /// <summary>Stores an attempt before it is made, with its audit entry, and with the job that makes it again if it is interrupted.</summary>
    /// <param name="state">The state before the attempt; the last one if no attempt is made.</param>
    /// <returns>False, with nothing stored, if there is one with this id.</returns>
    public async Task<bool> BeginAsync(
        Guid userId, Guid id, string address, UnsubscribeOffer offer, UnsubscribePlan plan, string state, string detail, AuditEntry entry, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(InsertSql)
            .With(userId).With(id).With(address).With(offer.ConnectionId).With(offer.MessageId).With(plan.Method).With(PgText.Clean(plan.Target))
            .With(state).With(detail).With(now).With<DateTimeOffset?>(state == UnsubscriptionStates.Sending ? null : now));
        if (await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0)
            return false;
        if (state == UnsubscriptionStates.Sending)
            await jobs.EnqueueAsync(transaction, UnsubscribeSettlement.Of(userId, id, now), cancellationToken).ConfigureAwait(false);
        await audit.CommitAsync(transaction, entry, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Stores the outcome of an attempt.</summary>
    public async Task EndAsync(Guid userId, Guid id, UnsubscribeOutcome outcome, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EndSql)
            .With(userId).With(id).With(outcome.State).With(outcome.Status).With(outcome.OutgoingId).With(PgText.Clean(outcome.Detail)).With(time.GetUtcNow()));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null if there is no such attempt, or if it has an outcome.</returns>
    public async Task<(Guid ConnectionId, UnsubscribePlan Plan)?> FindPendingAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(FindPendingSql).With(userId).With(id);
        var rows = await database.ReadRowsAsync(query, row => (row.GetGuid(0), new UnsubscribePlan(row.GetString(1), row.GetString(2))), cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <returns>Null if there is no such attempt.</returns>
    public async Task<Unsubscription?> FindAsync(Guid userId, Guid id, CancellationToken cancellationToken) =>
        (await database.ReadRowsAsync(new NpgsqlBatchCommand(FindSql).With(userId).With(id), Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    private static Unsubscription Read(NpgsqlDataReader row)
    {
        var method = row.GetString(5);
        return new Unsubscription(
            Ids.Format(row.GetGuid(0)),
            row.GetString(1),
            Ids.Format(row.GetGuid(2)),
            Ids.Format(row.GetGuid(3)),
            row.GetString(4),
            method,
            method == UnsubscriptionMethods.Link ? row.GetString(6) : null,
            row.IsDBNull(7) ? null : Ids.Format(row.GetGuid(7)),
            row.IsDBNull(8) ? null : row.GetInt32(8),
            row.GetString(9),
            row.GetFieldValue<DateTimeOffset>(10));
    }
}
