using Dapper;
using EmailAgent.Storage.Mail.Reads;
using Npgsql;

namespace EmailAgent.Storage.Admin;

/// <summary>Counts of the whole instance, and the connections that do not do well.</summary>
public sealed class InstanceReader(NpgsqlDataSource database, TimeProvider time) : IDisposable
{
    private const string CountsSql = $"""
        SELECT (SELECT count(*) FROM users) AS Users,
               (SELECT count(*) FROM users WHERE disabled_at IS NOT NULL) AS DisabledUsers,
               (SELECT count(*) FROM users WHERE role = 'admin') AS Admins,
               (SELECT count(*) FROM sessions WHERE ended_at IS NULL AND expires_at > @now) AS Sessions,
               (SELECT coalesce(sum({ConnectionTotals.Messages}), 0)::bigint FROM connections c WHERE c.status <> 'deleting') AS Messages,
               (SELECT count(*) FROM push_notifications WHERE status IN ('pending', 'processing')) AS PendingPushes,
               (SELECT count(*) FROM push_notifications WHERE status = 'failed') AS FailedPushes,
               (SELECT count(*) FROM oauth_revocations) AS PendingRevocations
        """;

    private const string ConnectionsSql =
        "SELECT provider AS Provider, status AS Status, count(*) AS Count FROM connections GROUP BY provider, status ORDER BY provider, status";

    private const string TroubledSql = """
        SELECT id AS Id, user_id AS UserId, provider AS Provider, status AS Status, error_code AS ErrorCode, complete_as_of AS CompleteAsOf, created_at AS CreatedAt
        FROM connections
        WHERE CASE WHEN @stale THEN status IN ('connecting', 'connected') AND coalesce(complete_as_of, created_at) < @staleBefore
                   ELSE status IN ('error', 'authentication_failed', 'needs_sign_in') END
          AND (@after::uuid IS NULL OR (user_id, id) > (@afterUser::uuid, @after))
        ORDER BY user_id, id
        LIMIT @limit
        """;

    private static readonly TimeSpan CountedEvery = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _counting = new(1);
    private InstanceCounts? _counted;

    /// <summary>Counts at most once in ten seconds, since this looks at whole tables; in between the last counts are the answer.</summary>
    public async Task<InstanceCounts> CountAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            return _counted is { } counted && now - counted.AsOf < CountedEvery
                ? counted
                : _counted = await CountAsync(now, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private async Task<InstanceCounts> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var counts = await connection.QuerySingleAsync<Counts>(new CommandDefinition(CountsSql, new { now }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var connections = (await connection.QueryAsync<ConnectionCount>(new CommandDefinition(ConnectionsSql, cancellationToken: cancellationToken)).ConfigureAwait(false)).AsList();
        return new InstanceCounts(
            now, counts.Users, counts.DisabledUsers, counts.Admins, counts.Sessions, counts.Messages, counts.PendingPushes, counts.FailedPushes, counts.PendingRevocations, connections);
    }

    /// <summary>Connections that fail, or (<paramref name="stale"/>) that should be in step with their server and have not been for long.</summary>
    /// <param name="stale">Which of both.</param>
    /// <param name="staleAfter">How long is long.</param>
    /// <param name="after">Owner and id of the connection before the page; null for the beginning.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<TroubledConnectionRow>> ListTroubledAsync(
        bool stale, TimeSpan staleAfter, (Guid UserId, Guid Id)? after, int limit, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return [.. await connection.QueryAsync<TroubledConnectionRow>(new CommandDefinition(
            TroubledSql,
            new { stale, staleBefore = time.GetUtcNow() - staleAfter, afterUser = after?.UserId, after = after?.Id, limit },
            cancellationToken: cancellationToken)).ConfigureAwait(false)];
    }

    private sealed record Counts(long Users, long DisabledUsers, long Admins, long Sessions, long Messages, long PendingPushes, long FailedPushes, long PendingRevocations);
}
