using EmailAgent.Database;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Mail.Reads;
using EmailAgent.Grains.Search;
using EmailAgent.Intelligence.Retrieval;
using Npgsql;

namespace EmailAgent.Grains.Retrieval;

/// <summary>The tables <c>message_vectors</c> and <c>vector_progress</c>.</summary>
internal sealed class VectorStore(NpgsqlDataSource database, TimeProvider time)
{
    // The beginning of a text from which a model reads a few hundred words.
    private const int TextLength = 6000;

    // Messages that another transaction is removing are passed over, so that this one never waits while it holds others.
    private const string InsertSql = """
        INSERT INTO message_vectors (user_id, message_id, connection_id, date, model, bits, vector)
        SELECT m.user_id, m.id, m.connection_id, m.date, $2, n.bits::bit(384), n.vector
        FROM unnest($3, $4, $5) AS n (message_id, bits, vector)
        JOIN messages m ON m.user_id = $1 AND m.id = n.message_id
        FOR KEY SHARE OF m SKIP LOCKED
        ON CONFLICT (user_id, message_id) DO UPDATE SET model = excluded.model, bits = excluded.bits, vector = excluded.vector, date = excluded.date
        """;

    private const string CompleteSql = """
        INSERT INTO vector_progress (user_id, model, completed_at)
        VALUES ($1, $2, $3)
        ON CONFLICT (user_id) DO UPDATE SET model = excluded.model, completed_at = excluded.completed_at
        """;

    private const string IncompleteSql = """
        SELECT DISTINCT c.user_id
        FROM connections c
        WHERE c.status <> 'deleting'
          AND NOT EXISTS (SELECT FROM vector_progress p WHERE p.user_id = c.user_id AND p.model = $1)
          AND NOT EXISTS (SELECT FROM jobs j WHERE j.kind = $2 AND j.turn = c.user_id AND j.dedupe_key = $3)
        """;

    /// <summary>Reads the newest messages that have no vector of a model.</summary>
    /// <param name="after">The last message of the previous batch, after which to go on; null to begin with the newest.</param>
    public Task<List<UnembeddedMessage>> ReadNextAsync(Guid userId, string model, UnembeddedMessage? after, int limit, CancellationToken cancellationToken)
    {
        // The messages are chosen before their texts are read, in the order of an index.
        var sql = $"""
            SELECT n.id, n.date, n.subject, coalesce(nullif(n.from_name, ''), n.from_email), left(b.body_text, {TextLength})
            FROM (
                SELECT m.id, m.date, m.subject, m.from_name, m.from_email
                FROM messages m
                WHERE m.user_id = $1 AND NOT m.is_partial AND {SummaryColumns.NotDeleting}{(after is null ? "" : " AND (m.date, m.id) < ($4, $5)")}
                  AND NOT EXISTS (SELECT FROM message_vectors v WHERE v.user_id = m.user_id AND v.message_id = m.id AND v.model = $2)
                ORDER BY m.date DESC, m.id DESC
                LIMIT $3
            ) n
            JOIN message_bodies b ON b.user_id = $1 AND b.message_id = n.id
            ORDER BY n.date DESC, n.id DESC
            """;
        var query = new NpgsqlBatchCommand(sql).With(userId).With(model).With((long)limit);
        if (after is not null)
            query.With(after.Date).With(after.Id);
        return database.ReadRowsAsync(
            query, row => new UnembeddedMessage(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3), row.GetString(4)), cancellationToken);
    }

    /// <summary>Stores vectors; those that messages have already are replaced. Messages that are gone are left out.</summary>
    public async Task WriteAsync(Guid userId, string model, IReadOnlyList<MessageVector> vectors, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. vectors.Select(vector => vector.MessageId)];
        string[] bits = [.. vectors.Select(vector => BitText.Of(SignBits.Of(vector.Vector)))];
        byte[][] stored = [.. vectors.Select(vector => EmbeddingVector.ToBytes(vector.Vector))];
        await RunAsync(new NpgsqlBatchCommand(InsertSql).With(userId).With(model).With(ids).With(bits).With(stored), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records that all mail of a user has vectors of a model.</summary>
    public Task CompleteAsync(Guid userId, string model, CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand(CompleteSql).With(userId).With(model).With(time.GetUtcNow()), cancellationToken);

    /// <summary>Lists the users whose mail never had all vectors of a model, and who have no job that is enqueued.</summary>
    public Task<List<Guid>> ListIncompleteAsync(string model, CancellationToken cancellationToken) =>
        database.ReadRowsAsync(
            new NpgsqlBatchCommand(IncompleteSql).With(model).With(EmbeddingWork.Name).With(EmbeddingWork.DedupeKey), row => row.GetGuid(0), cancellationToken);

    /// <summary>Counts the mail that has vectors of a model, of all mail on the servers.</summary>
    public static async Task<SearchCoverage> CountAsync(NpgsqlConnection connection, Visibility visible, string model, CancellationToken cancellationToken)
    {
        var vectors = $"FROM message_vectors v WHERE v.user_id = $1 AND v.model = $2{visible.Only("v.connection_id")}";
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
            SELECT (SELECT count(*) {vectors}),
                   (SELECT coalesce(sum(c.remote_total), 0)::bigint FROM connections c WHERE c.user_id = $1 AND c.status <> 'deleting'{visible.Only("c.id")}),
                   (SELECT v.date {vectors} ORDER BY v.date LIMIT 1)
            """).With(visible.UserId).With(model));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new SearchCoverage(reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2));
    }

    private async Task RunAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
