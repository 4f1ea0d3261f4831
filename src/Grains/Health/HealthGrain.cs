using System.Data.Common;
using EmailAgent.Grains.Audit;
using EmailAgent.Storage.Health;
using Npgsql;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Health;

[StatelessWorker]
internal sealed class HealthGrain(ReadinessProbe probe, HealthReader reader, AuditTrail trail, TimeProvider time) : Grain, IHealthGrain
{
    // Begins the codes of a server that starts, stops or recovers.
    private const string NotAvailable = "57P";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Readiness> CheckAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await probe.WriteAsync(deadline.Token);
            return new Readiness(DatabaseConnected: true, DatabaseWritable: true);
        }
        catch (PostgresException refusal) when (!refusal.SqlState.StartsWith(NotAvailable, StringComparison.Ordinal))
        {
            return new Readiness(DatabaseConnected: true, DatabaseWritable: false);
        }
        catch (Exception failure) when (IsNoAnswer(failure, cancellationToken))
        {
            return new Readiness(DatabaseConnected: false, DatabaseWritable: false);
        }
    }

    public async Task<HealthReport> ExamineAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            var start = time.GetTimestamp();
            var facts = await reader.ReadAsync(deadline.Token);
            return HealthPolicy.Judge(facts, time.GetElapsedTime(start), trail.Waiting, time.GetUtcNow());
        }
        catch (Exception failure) when (IsNoAnswer(failure, cancellationToken))
        {
            return HealthPolicy.Unreachable;
        }
    }

    private static bool IsNoAnswer(Exception failure, CancellationToken cancellationToken) =>
        failure is DbException or TimeoutException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
