using Dapper;
using EmailAgent.Database;
using EmailAgent.Grains.Mail.Reads;
using Npgsql;

namespace EmailAgent.Grains.Admin;

/// <summary>A reader of counts of the whole instance, and of connections in trouble.</summary>
internal sealed class InstanceReader(NpgsqlDataSource database, TimeProvider time) : IDisposable
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
        SELECT id, user_id, provider, status, error_code, complete_as_of, created_at
        FROM connections
        WHERE CASE WHEN $1 THEN status IN ('connecting', 'connected') AND coalesce(complete_as_of, created_at) < $2
                   ELSE status IN ('error', 'authentication_failed', 'needs_sign_in') END
          AND ($4::uuid IS NULL OR (user_id, id) > ($3::uuid, $4))
        ORDER BY user_id, id
        LIMIT $5
        """;

    private static readonly TimeSpan CountedEvery = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _counting = new(1);
    private InstanceCounts? _counted;

    /// <summary>Counts at most once in ten seconds, since the queries scan whole tables. Until then the last counts are returned.</summary>
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
            now, new UserStats(counts.Users, counts.DisabledUsers, counts.Admins, counts.Sessions), counts.Messages, counts.PendingPushes, counts.FailedPushes, counts.PendingRevocations, connections);
    }

    /// <summary>
    /// Lists connections that fail or, with <paramref name="stale"/>, connections whose copy has not been up to date for longer than
    /// <paramref name="staleAfter"/>.
    /// </summary>
    /// <param name="stale">Indicates which of both are listed.</param>
    /// <param name="after">Owner and id of the last connection on the previous page; null for the first page.</param>
    /// <param name="limit">Maximum number of connections.</param>
    public async Task<IReadOnlyList<TroubledConnection>> ListTroubledAsync(
        bool stale, TimeSpan staleAfter, (Guid UserId, Guid Id)? after, int limit, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(TroubledSql).With(stale).With(time.GetUtcNow() - staleAfter).With(after?.UserId).With(after?.Id).With(limit);
        return await database.ReadRowsAsync(query, ReadTroubled, cancellationToken).ConfigureAwait(false);
    }

    private static TroubledConnection ReadTroubled(NpgsqlDataReader row) => new(
        Ids.Format(row.GetGuid(0)), Ids.Format(row.GetGuid(1)), row.GetString(2), row.GetString(3), row.GetStringOrNull(4), row.GetTimeOrNull(5),
        row.GetFieldValue<DateTimeOffset>(6));

    private sealed record Counts(long Users, long DisabledUsers, long Admins, long Sessions, long Messages, long PendingPushes, long FailedPushes, long PendingRevocations);
}
