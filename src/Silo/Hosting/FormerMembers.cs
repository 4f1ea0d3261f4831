using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Removes killed silos from the membership table before this one joins, so that it does not wait for them. Only a standalone silo is
/// allowed to do so: it holds the database's lock, so none of them can be alive.
/// </summary>
internal sealed class FormerMembers(NpgsqlDataSource database, string clusterId) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM membership WHERE deployment_id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = clusterId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
