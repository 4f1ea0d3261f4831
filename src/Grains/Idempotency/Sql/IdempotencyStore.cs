using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Idempotency;

/// <summary>The table <c>idempotency_keys</c>. Its primary key decides between concurrent requests of all processes.</summary>
internal sealed class IdempotencyStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Purpose of the encryption of answers.</summary>
    public const string AnswerPurpose = "idempotency_keys.answer";

    private const int Chunk = 5_000;

    private const string Columns = "operation_id, claim_id, request_hash, answer";

    // A key is free if it is new or expired, or if the attempt at the same request ended without an answer; and it stays with an attempt that claims it twice.
    // The operation has the id of the first attempt, which is thereby known.
    private const string ClaimSql = $"""
        INSERT INTO idempotency_keys AS k (user_id, key_hash, request_hash, operation_id, claim_id, claimed_until, created_at)
        VALUES ($1, $2, $3, $4, $4, $5, $6)
        ON CONFLICT (user_id, key_hash) DO UPDATE
        SET operation_id = CASE WHEN k.created_at <= $7 THEN EXCLUDED.operation_id ELSE k.operation_id END,
            created_at = CASE WHEN k.created_at <= $7 THEN EXCLUDED.created_at ELSE k.created_at END,
            request_hash = EXCLUDED.request_hash, claim_id = EXCLUDED.claim_id, claimed_until = EXCLUDED.claimed_until, answer = NULL
        WHERE k.created_at <= $7
           OR (k.answer IS NULL AND k.request_hash = EXCLUDED.request_hash AND (k.claimed_until <= $6 OR k.claim_id = EXCLUDED.claim_id))
        RETURNING {Columns}
        """;

    /// <summary>Claims a key if it is free.</summary>
    /// <returns>The row after that, which names the attempt that has the key.</returns>
    public async Task<IdempotencyRow> ClaimAsync(Guid userId, IdempotentRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var claimed = await FindAsync(
                new NpgsqlBatchCommand(ClaimSql)
                    .With(userId)
                    .With(request.KeyHash)
                    .With(request.RequestHash)
                    .With(request.ClaimId)
                    .With(now + request.Lease)
                    .With(now)
                    .With(now - IdempotencyPolicy.Lifetime),
                cancellationToken).ConfigureAwait(false);
            if ((claimed ?? await FindAsync(Select(userId, request), cancellationToken).ConfigureAwait(false)) is { } row)
                return row;
        }
    }

    /// <summary>Stores the answer of the attempt that has the key.</summary>
    public Task CompleteAsync(Guid userId, IdempotentRequest request, byte[] answer, CancellationToken cancellationToken) => ExecuteAsync(
        Of("UPDATE idempotency_keys SET answer = $4 WHERE user_id = $1 AND key_hash = $2 AND claim_id = $3 AND answer IS NULL", userId, request).With(answer), cancellationToken);

    /// <summary>Ends the attempt that has the key; a repetition gets the same operation id.</summary>
    public Task ReleaseAsync(Guid userId, IdempotentRequest request, CancellationToken cancellationToken) => ExecuteAsync(
        Of("UPDATE idempotency_keys SET claimed_until = $4 WHERE user_id = $1 AND key_hash = $2 AND claim_id = $3 AND answer IS NULL", userId, request).With(time.GetUtcNow()),
        cancellationToken);

    /// <summary>Ends the attempt that has the key. Frees the key if the attempt was the first, since an earlier one may have had an effect.</summary>
    public async Task ForgetAsync(Guid userId, IdempotentRequest request, CancellationToken cancellationToken)
    {
        const string Sql = "DELETE FROM idempotency_keys WHERE user_id = $1 AND key_hash = $2 AND claim_id = $3 AND operation_id = $3 AND answer IS NULL";
        if (await ExecuteAsync(Of(Sql, userId, request), cancellationToken).ConfigureAwait(false) == 0)
            await ReleaseAsync(userId, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes some of the keys that have expired.</summary>
    /// <returns>False if there was none.</returns>
    public async Task<bool> DeleteExpiredAsync(CancellationToken cancellationToken) => await ExecuteAsync(
        new NpgsqlBatchCommand("DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency_keys WHERE created_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED))")
            .With(time.GetUtcNow() - IdempotencyPolicy.Lifetime).With(Chunk),
        cancellationToken).ConfigureAwait(false) > 0;

    private static NpgsqlBatchCommand Of(string sql, Guid userId, IdempotentRequest request) =>
        new NpgsqlBatchCommand(sql).With(userId).With(request.KeyHash).With(request.ClaimId);

    private static NpgsqlBatchCommand Select(Guid userId, IdempotentRequest request) =>
        new NpgsqlBatchCommand($"SELECT {Columns} FROM idempotency_keys WHERE user_id = $1 AND key_hash = $2").With(userId).With(request.KeyHash);

    private async Task<IdempotencyRow?> FindAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken) =>
        (await database.ReadRowsAsync(command, Read, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    private static IdempotencyRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<byte[]>(2), row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3));

    private async Task<int> ExecuteAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
