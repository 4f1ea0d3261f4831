using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Mail;

/// <summary>The removal of mail of connections that are being deleted, in steps small enough to stop and resume at any time.</summary>
internal sealed class MailRemover(NpgsqlDataSource dataSource)
{
    // FOR UPDATE makes two removers of the same connection take turns.
    private const string ChunkSql = """
        WITH target AS (
            SELECT id FROM connections
            WHERE user_id = $1 AND id = $2 AND status = 'deleting'
            FOR UPDATE
        ), chunk AS (
            SELECT m.id
            FROM messages m
            WHERE m.user_id = $1 AND m.connection_id = (SELECT id FROM target)
            LIMIT $3
        ), places AS (
            DELETE FROM message_labels p USING chunk WHERE p.user_id = $1 AND p.message_id = chunk.id
        ), files AS (
            DELETE FROM attachments a USING chunk WHERE a.user_id = $1 AND a.message_id = chunk.id
        ), bodies AS (
            DELETE FROM message_bodies b USING chunk WHERE b.user_id = $1 AND b.message_id = chunk.id
        ), documents AS (
            DELETE FROM message_documents d USING chunk WHERE d.user_id = $1 AND d.message_id = chunk.id
        ), signals AS (
            DELETE FROM message_signals s USING chunk WHERE s.user_id = $1 AND s.message_id = chunk.id
        ), analysis AS (
            DELETE FROM message_analysis a USING chunk WHERE a.user_id = $1 AND a.message_id = chunk.id
        ), removed AS (
            DELETE FROM messages m USING chunk WHERE m.user_id = $1 AND m.id = chunk.id
            RETURNING 1
        )
        SELECT (SELECT count(*) FROM removed)
        """;

    private const string ReferencesSql = """
        DELETE FROM thread_references
        WHERE (user_id, connection_id, reference) IN (
            SELECT r.user_id, r.connection_id, r.reference
            FROM thread_references r
            JOIN connections c ON c.user_id = r.user_id AND c.id = r.connection_id AND c.status = 'deleting'
            WHERE r.user_id = $1 AND r.connection_id = $2
            LIMIT $3)
        """;

    private const string RestSql = """
        WITH gone AS (
            DELETE FROM connections
            WHERE user_id = $1 AND id = $2 AND status = 'deleting'
            RETURNING id
        ), conversations AS (
            DELETE FROM threads t USING gone WHERE t.user_id = $1 AND t.connection_id = gone.id
        )
        DELETE FROM labels l USING gone WHERE l.user_id = $1 AND l.connection_id = gone.id
        """;

    /// <summary>
    /// Removes the next messages of a connection that is being deleted; when none is left, its other rows, and then the connection.
    /// </summary>
    /// <param name="connectionId">A connection that <c>ConnectionStore.MarkDeletingAsync</c> has marked; any other is kept.</param>
    /// <param name="limit">Maximum number of messages.</param>
    /// <param name="cancellationToken">Stops between steps; call again to resume.</param>
    /// <returns>True when nothing is left to do.</returns>
    public async Task<bool> DeleteMailChunkAsync(Guid userId, Guid connectionId, int limit, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        if (await RunAsync(connection, ChunkSql, userId, connectionId, limit, cancellationToken).ConfigureAwait(false) > 0
            || await RunAsync(connection, ReferencesSql, userId, connectionId, limit, cancellationToken).ConfigureAwait(false) > 0)
        {
            return false;
        }

        await RunAsync(connection, RestSql, userId, connectionId, null, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<long> RunAsync(NpgsqlConnection connection, string sql, Guid userId, Guid connectionId, int? limit, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        var command = new NpgsqlBatchCommand(sql).With(userId).With(connectionId);
        batch.BatchCommands.Add(limit is { } rows ? command.With((long)rows) : command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? reader.GetInt64(0) : reader.RecordsAffected;
    }
}
