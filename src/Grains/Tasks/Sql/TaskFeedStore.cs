using EmailAgent.Database;
using EmailAgent.Grains.Audit;
using Npgsql;

namespace EmailAgent.Grains.Tasks;

/// <summary>The table <c>task_feeds</c>. Of the secret of a link, only the hash is stored.</summary>
internal sealed class TaskFeedStore(NpgsqlDataSource database, AuditLog audit, TimeProvider time)
{
    // The use of a link is recorded at most this often.
    private static readonly TimeSpan UsePeriod = TimeSpan.FromMinutes(5);

    private const string RotateSql = """
        INSERT INTO task_feeds (user_id, key_hash, created_at) VALUES (@userId, @hash, @now)
        ON CONFLICT (user_id) DO UPDATE SET key_hash = excluded.key_hash, created_at = excluded.created_at, last_used_at = NULL
        """;

    private const string UseSql = "UPDATE task_feeds SET last_used_at = $3 WHERE user_id = $1 AND key_hash = $2 AND (last_used_at IS NULL OR last_used_at < $4)";

    private const string IsValidSql = """
        SELECT EXISTS (
            SELECT FROM task_feeds f JOIN users u ON u.id = f.user_id
            WHERE f.user_id = $1 AND f.key_hash = $2 AND u.disabled_at IS NULL AND u.erasing_at IS NULL)
        """;

    /// <returns>Null if there is no feed.</returns>
    public async Task<TaskFeed?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("SELECT created_at, last_used_at FROM task_feeds WHERE user_id = $1").With(userId);
        var feeds = await database.ReadRowsAsync(query, row => new TaskFeed(row.GetFieldValue<DateTimeOffset>(0), row.GetTimeOrNull(1)), cancellationToken).ConfigureAwait(false);
        return feeds.SingleOrDefault();
    }

    /// <summary>Stores the secret of a new link; the former one is no longer valid.</summary>
    public async Task<DateTimeOffset> RotateAsync(Guid userId, byte[] hash, AuditEntry entry, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await audit.ChangeAsync(RotateSql, new { userId, hash, now }, entry, cancellationToken).ConfigureAwait(false);
        return now;
    }

    /// <returns>False if there is no feed.</returns>
    public Task<bool> DeleteAsync(Guid userId, AuditEntry entry, CancellationToken cancellationToken) =>
        audit.ChangeAsync("DELETE FROM task_feeds WHERE user_id = @userId", new { userId }, entry, cancellationToken);

    /// <summary>Indicates whether a secret is that of a user's link, and records its use.</summary>
    public async Task<bool> UseAsync(Guid userId, byte[] hash, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isValid = await database.ReadRowsAsync(new NpgsqlBatchCommand(IsValidSql).With(userId).With(hash), row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false);
        if (!isValid.Single())
            return false;
        await database.ReadRowsAsync(new NpgsqlBatchCommand(UseSql).With(userId).With(hash).With(now).With(now - UsePeriod), _ => 0, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
