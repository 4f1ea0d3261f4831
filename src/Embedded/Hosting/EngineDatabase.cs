using Npgsql;

namespace Orleans.Embedded.Hosting;

/// <summary>The engine's own connections and its schema, <c>engine</c>.</summary>
internal sealed class EngineDatabase(EmbeddedEngineOptions options) : IAsyncDisposable
{
    private const int MaxConnections = 8;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(options.ConnectionString) { MaxPoolSize = MaxConnections, ApplicationName = "engine" });

    /// <summary>A command with its parameters in the order of $1, $2, ...</summary>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = _source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new() { Value = value });
        return command;
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public async Task CreateSchemaAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(EngineDatabase).Assembly.GetManifestResourceStream("EngineSchema.sql")!);
        await ExecuteAsync(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
