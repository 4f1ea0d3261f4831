using Npgsql;

namespace EmailAgent.Storage.Database;

/// <summary>Positional parameters, typed: no boxing and nothing to look up by name.</summary>
internal static class BatchParameters
{
    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }
}
