using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests;

/// <summary>Operators and their tools take an exit code other than 0 for a failure.</summary>
public sealed class StopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [PostgresTheory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Processes_AskedToStop_EndWithoutAnError(int silos)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var product = await ApiProcess.StartAsync(database.ConnectionString, silos: silos);

        Assert.All(await product.StopAsync(Limit), code => Assert.Equal(0, code));
    }
}
