using System.Security.Cryptography;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace EmailAgent.Grains.Secrets;

/// <summary>
/// The re-encryption of values that an older key of the ring has encrypted, while other processes run. A value is replaced only if it is
/// still the one that was read, and both keys can read it. Values show their key, so a run can stop anywhere and start again.
/// </summary>
internal sealed class SecretRenewal(NpgsqlDataSource database, SecretProtector secrets, IEnumerable<EncryptedColumn> columns)
{
    // A megabyte of rows at a time.
    private const long ChunkPages = 128;

    /// <summary>Re-encrypts all encrypted columns once.</summary>
    public async Task<SecretRenewalResult> RunAsync(CancellationToken cancellationToken)
    {
        var result = default(SecretRenewalResult);
        foreach (var column in columns)
            result += await RunAsync(column, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<SecretRenewalResult> RunAsync(EncryptedColumn column, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var pages = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT pg_relation_size(@Table::regclass) / current_setting('block_size')::int", new { column.Table }, cancellationToken: cancellationToken)).ConfigureAwait(false);
        var result = default(SecretRenewalResult);
        for (var page = 0L; page < pages; page += ChunkPages)
        {
            foreach (var (place, value) in await ReadAsync(connection, column, page, cancellationToken).ConfigureAwait(false))
                result += await RenewAsync(connection, column, place, value, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Reads the values in some pages of the table that the current key has not encrypted.</summary>
    private async Task<List<(NpgsqlTid Place, byte[] Value)>> ReadAsync(NpgsqlConnection connection, EncryptedColumn column, long page, CancellationToken cancellationToken)
    {
        // The names are those that features register.
        using var command = new NpgsqlCommand(
            $"""
            SELECT ctid, {column.Name} FROM {column.Table}
            WHERE ctid >= $1 AND ctid < $2 AND {column.Name} <> '' AND substring({column.Name} FROM $3 FOR $4) <> $5
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<NpgsqlTid> { TypedValue = new NpgsqlTid((uint)page, 0), NpgsqlDbType = NpgsqlDbType.Tid });
        command.Parameters.Add(new NpgsqlParameter<NpgsqlTid> { TypedValue = new NpgsqlTid((uint)(page + ChunkPages), 0), NpgsqlDbType = NpgsqlDbType.Tid });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = SecretProtector.KeyIdOffset + 1 });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = SecretProtector.KeyIdSize });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = secrets.CurrentKeyId() });
        var rows = new List<(NpgsqlTid, byte[])>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add((reader.GetFieldValue<NpgsqlTid>(0), reader.GetFieldValue<byte[]>(1)));
        return rows;
    }

    private async Task<SecretRenewalResult> RenewAsync(NpgsqlConnection connection, EncryptedColumn column, NpgsqlTid place, byte[] value, CancellationToken cancellationToken)
    {
        byte[] renewed;
        try
        {
            renewed = secrets.Protect(column.Purpose, secrets.UnprotectBytes(column.Purpose, value));
        }
        catch (CryptographicException)
        {
            return new SecretRenewalResult(Unreadable: 1);
        }

        using var command = new NpgsqlCommand($"UPDATE {column.Table} SET {column.Name} = $1 WHERE ctid = $2 AND {column.Name} = $3", connection);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = renewed });
        command.Parameters.Add(new NpgsqlParameter<NpgsqlTid> { TypedValue = place, NpgsqlDbType = NpgsqlDbType.Tid });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = value });
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1 ? new SecretRenewalResult(Renewed: 1) : new SecretRenewalResult(Moved: 1);
    }
}
