using Npgsql;

namespace EmailAgent.Database;

/// <summary>Makes the one pool of connections all stores use.</summary>
internal static class PostgresDataSource
{
    private const string PendingList = "512kB";

    /// <summary>Creates a pool for the given server. Settings of the connection string take precedence over the defaults here.</summary>
    public static NpgsqlDataSource Create(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "emailagent",
            MaxPoolSize = 32,
            // Statements are short-lived objects with constant text: prepared once per connection, they skip parsing and planning.
            MaxAutoPrepare = 128,
            AutoPrepareMinUsages = 2,
            // Nothing here changes session state, so there is nothing to reset when a connection returns to the pool.
            NoResetOnClose = true,
            Multiplexing = false,
            // COPY data leaves in pieces of this size.
            WriteBufferSize = 64 * 1024,
            ReadBufferSize = 32 * 1024,
            Timeout = 10,
            CommandTimeout = 60,
            KeepAlive = 60,
            // Every statement here is meant to run on an index and to end in milliseconds. Without statistics, or right after a bulk load, the
            // planner can misjudge this, and compiling a plan to machine code costs more than running it. Entries of the full-text index wait in a
            // list that every search reads, hence its small size; while a mailbox is being filled, its transactions make it longer.
            Options = $"-c enable_seqscan=off -c jit=off -c gin_pending_list_limit={PendingList}",
        };
        foreach (var (key, value) in new NpgsqlConnectionStringBuilder(connectionString).Cast<KeyValuePair<string, object?>>())
            settings[key] = value;

        return NpgsqlDataSource.Create(settings);
    }
}
