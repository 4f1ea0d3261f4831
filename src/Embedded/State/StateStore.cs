using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Orleans.Embedded.Hosting;

namespace Orleans.Embedded.State;

/// <summary>The table of grain states, as JSON. A record's version grows by one with each write.</summary>
internal sealed class StateStore(EngineDatabase database)
{
    public async Task<(TState State, long Version)?> ReadAsync<TState>(StateKey key, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            SELECT version, data FROM engine.grain_states
            WHERE grain_type = $1 AND grain_key = $2 AND name = $3 AND storage = $4
            """,
            key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            return null;
        return (JsonSerializer.Deserialize<TState>(reader.GetString(1))!, reader.GetInt64(0));
    }

    /// <summary>Writes if the record still has this version (null: does not exist). Null when it does not.</summary>
    public async Task<long?> WriteAsync<TState>(StateKey key, TState state, long? version, CancellationToken cancellationToken)
    {
        var data = new NpgsqlParameter { Value = JsonSerializer.Serialize(state), NpgsqlDbType = NpgsqlDbType.Jsonb };
        await using var command = version is { } expected
            ? Command(
                """
                UPDATE engine.grain_states SET version = version + 1, data = $5
                WHERE grain_type = $1 AND grain_key = $2 AND name = $3 AND storage = $4 AND version = $6
                RETURNING version
                """,
                key, data, expected)
            : Command(
                """
                INSERT INTO engine.grain_states (grain_type, grain_key, name, storage, version, data)
                VALUES ($1, $2, $3, $4, 1, $5)
                ON CONFLICT DO NOTHING
                RETURNING version
                """,
                key, data);
        return (long?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes if the record still has this version.</summary>
    public async Task<bool> DeleteAsync(StateKey key, long version, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            DELETE FROM engine.grain_states
            WHERE grain_type = $1 AND grain_key = $2 AND name = $3 AND storage = $4 AND version = $5
            """,
            key, version);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    private NpgsqlCommand Command(string sql, StateKey key, params ReadOnlySpan<object> values) =>
        database.Command(sql, [key.GrainId.Type.ToString(), key.GrainId.KeyText, key.Name, key.Storage, .. values]);
}
