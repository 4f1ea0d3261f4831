using Dapper;
using EmailAgent.Storage.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Storage.Migrations;

/// <summary>
/// Applies the embedded migrations that the database does not have yet: forward only, in name order, each in its own
/// transaction, one program at a time.
/// </summary>
public sealed partial class Migrator(NpgsqlDataSource dataSource, DatabaseStartup startup, ILogger<Migrator> logger)
{
    // Any constant, as long as every program that migrates this database uses the same.
    private const long LockKey = 0x456D61696C4D6967;

    private const string CreateTable = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            name       text        PRIMARY KEY,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """;

    /// <summary>Brings the schema up to date. Safe to call from several programs at once.</summary>
    /// <exception cref="MigrationException">The database stayed unreachable, refuses the login, or is newer than this program.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var connection = await startup.OpenAsync(dataSource, cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_lock(@LockKey)", new { LockKey }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        try
        {
            await ApplyMissingAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await connection.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_unlock(@LockKey)", new { LockKey }, cancellationToken: CancellationToken.None)).ConfigureAwait(false);
        }
    }

    private async Task ApplyMissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(CreateTable, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var applied = (await connection.QueryAsync<string>(new CommandDefinition("SELECT name FROM schema_migrations", cancellationToken: cancellationToken)).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);

        RefuseNewer(applied);
        foreach (var migration in Migration.LoadAll().Where(migration => !applied.Contains(migration.Name)))
            await ApplyAsync(connection, migration, cancellationToken).ConfigureAwait(false);
    }

    private static void RefuseNewer(IReadOnlySet<string> applied)
    {
        var known = Migration.LoadAll().Select(migration => migration.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = applied.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).FirstOrDefault();
        if (unknown is not null)
            throw new MigrationException($"The database is newer than this program: it has the migration {unknown}, which this version does not know. Start the newer version.");
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition("INSERT INTO schema_migrations (name) VALUES (@Name)", new { migration.Name }, transaction, cancellationToken: cancellationToken)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        await connection.ReloadTypesAsync(cancellationToken).ConfigureAwait(false);
        LogApplied(migration.Name);
    }
}
