using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Database.Migrations;

/// <summary>
/// Applies the embedded migrations that the database does not have yet: forward only, in name order, each in its own
/// transaction, one program at a time.
/// </summary>
public sealed partial class Migrator(NpgsqlDataSource dataSource, DatabaseStartup startup, IEnumerable<MigrationSource> sources, ILogger<Migrator> logger)
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
    /// <exception cref="MigrationException">
    /// The database stayed unreachable, refuses the login, or is newer or too old for this program; or two migrations have the same name.
    /// </exception>
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
        var known = Migration.Load(sources);
        await connection.ExecuteAsync(new CommandDefinition(CreateTable, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var applied = (await connection.QueryAsync<string>(new CommandDefinition("SELECT name FROM schema_migrations", cancellationToken: cancellationToken)).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);

        if (FormerMigrations.AreComplete(applied))
        {
            await TakeOverAsync(connection, cancellationToken).ConfigureAwait(false);
            applied.ExceptWith(FormerMigrations.Names);
            applied.Add(FormerMigrations.Baseline);
        }

        RefuseNewer(known, applied);
        foreach (var migration in known.Where(migration => !applied.Contains(migration.Name)))
            await ApplyAsync(connection, migration, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces the names of the former migrations by the baseline's, which the previous version then refuses as newer.</summary>
    private async Task TakeOverAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = """
            WITH former AS (
                DELETE FROM schema_migrations WHERE name = ANY (@Names)
            )
            INSERT INTO schema_migrations (name) VALUES (@Baseline)
            """;
        var names = new { Names = FormerMigrations.Names.ToArray(), FormerMigrations.Baseline };
        await connection.ExecuteAsync(new CommandDefinition(Sql, names, cancellationToken: cancellationToken)).ConfigureAwait(false);
        LogTakenOver(FormerMigrations.Baseline);
    }

    private static void RefuseNewer(IReadOnlyList<Migration> known, IReadOnlySet<string> applied)
    {
        var unknown = applied.Except(known.Select(migration => migration.Name), StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault();
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
