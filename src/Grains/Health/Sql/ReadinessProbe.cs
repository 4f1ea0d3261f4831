using Dapper;
using Npgsql;

namespace EmailAgent.Grains.Health;

/// <summary>A check that the database accepts writes.</summary>
internal sealed class ReadinessProbe(NpgsqlDataSource database, TimeProvider time)
{
    // More than a page, so that a full disk is noticed.
    private const int FillingLength = 16 * 1024;

    private const string Sql = """
        INSERT INTO readiness (id, checked_at, filling) VALUES (1, @now, repeat('.', @FillingLength))
        ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at, filling = excluded.filling
        """;

    /// <exception cref="NpgsqlException">The database did not accept the write.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { now = time.GetUtcNow(), FillingLength }, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }
}
