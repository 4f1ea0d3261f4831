using System.Data.Common;
using EmailAgent.Grains.Audit;
using Npgsql;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Health;

[StatelessWorker]
internal sealed class HealthGrain(ReadinessProbe probe, HealthReader reader, AuditTrail trail, TimeProvider time) : Grain, IHealthGrain
{
    // The SQL states of a server that starts, stops or recovers begin so.
    private const string NotAvailable = "57P";

    // When a database hangs, the driver waits for longer, since it has the server cancel the statement.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Readiness> CheckAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await probe.WriteAsync(deadline.Token).WaitAsync(deadline.Token);
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
            var facts = await reader.ReadAsync(deadline.Token).WaitAsync(deadline.Token);
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
