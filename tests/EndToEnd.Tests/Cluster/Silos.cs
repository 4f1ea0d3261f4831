using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Cluster;

/// <summary>The silos of a cluster as its membership table has them.</summary>
internal static class Silos
{
    /// <summary>Indicates whether a number of silos is active, one of which started after a generation.</summary>
    public static async Task<bool> AreRunningAsync(TestDatabase database, int count, int newerThan)
    {
        await using var command = database.DataSource.CreateCommand("SELECT count(*) = $1 AND max(generation) > $2 FROM orleans.membership WHERE status = 3");
        command.Parameters.AddWithValue((long)count);
        command.Parameters.AddWithValue(newerThan);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Returns the generation of the silo that started last.</summary>
    public static async Task<int> NewestAsync(TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("SELECT max(generation) FROM orleans.membership");
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
