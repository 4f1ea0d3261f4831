using System.Data.Common;
using Npgsql;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Health;

[StatelessWorker]
internal sealed class HealthGrain(NpgsqlDataSource database) : Grain, IHealthGrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Readiness> CheckAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(deadline.Token);
            return new Readiness(DatabaseConnected: true);
        }
        catch (Exception failure) when (failure is DbException or TimeoutException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Readiness(DatabaseConnected: false);
        }
    }
}
