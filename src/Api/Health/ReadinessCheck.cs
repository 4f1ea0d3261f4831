using EmailAgent.Api.Problems;
using EmailAgent.Grains.Health;

namespace EmailAgent.Api.Health;

/// <summary>Asks a silo whether it can work, at most four times a second however many clients want to know.</summary>
internal sealed class ReadinessCheck(IClusterClient cluster, TimeProvider time)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromMilliseconds(250);
    private static readonly Readiness NoSilo = new(DatabaseConnected: false, DatabaseWritable: false);

    private readonly Lock _lock = new();
    private Task<Readiness> _last = Task.FromResult(NoSilo);
    private long? _askedAt;

    public Task<Readiness> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_last.IsCompleted && (_askedAt is not { } asked || time.GetElapsedTime(asked) >= ValidFor))
            {
                _askedAt = time.GetTimestamp();
                _last = AskAsync();
            }

            return _last.WaitAsync(cancellationToken);
        }
    }

    private async Task<Readiness> AskAsync()
    {
        try
        {
            return await cluster.GetGrain<IHealthGrain>(0).CheckAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is TimeoutException || SiloFailures.IsUnavailable(failure))
        {
            return NoSilo; // that no silo answers is the finding, not a failure of the request
        }
    }
}
