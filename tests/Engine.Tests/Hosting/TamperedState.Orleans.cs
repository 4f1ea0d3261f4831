using Npgsql;

namespace EmailAgent.Engine.Tests.Hosting;

/// <summary>Changes stored states behind the engine's back.</summary>
public static class TamperedState
{
    public static async Task ChangeAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("UPDATE orleans.grain_state SET version = version + 1");
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
