using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>The turns of transactions that write tasks of one user.</summary>
internal static class TaskLock
{
    // A collision of keys only makes two users take turns.
    private const string LockSql = "SELECT pg_advisory_xact_lock(hashtextextended('tasks:' || $1::text, 0))";

    // The deletion of a message deletes its tasks, so a transaction takes the messages that it refers to before it changes tasks.
    private const string KeepSql = "SELECT m.id FROM messages m WHERE m.user_id = $1 AND m.id = ANY ($2) ORDER BY m.id FOR KEY SHARE";

    /// <summary>Waits for the end of other transactions that write tasks of the user.</summary>
    public static async Task TakeAsync(NpgsqlConnection connection, Guid userId, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockSql).With(userId));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps messages until the end of the transaction, and returns those that exist.</summary>
    public static async Task<HashSet<Guid>> KeepAsync(NpgsqlConnection connection, Guid userId, Guid[] messageIds, CancellationToken cancellationToken)
    {
        var batch = connection.CreateBatch();
        await using var disposing = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(KeepSql).With(userId).With(messageIds));
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        var kept = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            kept.Add(reader.GetGuid(0));
        return kept;
    }
}
