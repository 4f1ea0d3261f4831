using Npgsql;

namespace EmailAgent.Database;

/// <summary>Queries whose rows are read by hand, into the records that callers get.</summary>
internal static class RowReading
{
    /// <summary>Runs a query on a connection of its own and makes a value of each row.</summary>
    public static async Task<List<T>> ReadRowsAsync<T>(
        this NpgsqlDataSource database, NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var batch = database.CreateBatch();
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(query);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }
}
