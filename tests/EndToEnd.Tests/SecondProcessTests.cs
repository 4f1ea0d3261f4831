using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

public sealed class SecondProcessTests
{
    [PostgresFact]
    public async Task SecondProcess_OnTheSameDatabase_RefusesAndSaysWhy()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var first = await ApiProcess.StartAsync(database.ConnectionString);
        await using var second = ApiProcess.Launch(database.ConnectionString);

        Assert.NotEqual(0, await second.ExitCodeAsync(TimeSpan.FromMinutes(3)));
        Assert.Contains("another", second.Output, StringComparison.OrdinalIgnoreCase);
    }
}
