using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Health;

internal sealed class HealthReader(NpgsqlDataSource database)
{
    private const string Sql = """
        SELECT (SELECT max(name) FROM schema_migrations) AS Schema,
               (SELECT count(*) FROM connections WHERE status <> 'deleting') AS Connections,
               (SELECT count(*) FROM connections WHERE status IN ('error', 'authentication_failed', 'needs_sign_in')) AS Troubled,
               (SELECT min(received_at) FROM push_notifications WHERE status IN ('pending', 'processing')) AS OldestPush,
               (SELECT max(day) FROM audit_anchors) AS LastAnchor
        """;

    public async Task<HealthFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        return await connection.QuerySingleAsync<HealthFacts>(new CommandDefinition(Sql, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }
}
