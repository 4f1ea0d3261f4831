using Npgsql;

namespace EmailAgent.Database;

/// <summary>Typed positional parameters: no boxing and no look-up by name.</summary>
internal static class BatchParameters
{
    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }
}
