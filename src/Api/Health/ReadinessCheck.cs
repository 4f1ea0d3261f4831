using EmailAgent.Api.Problems;
using EmailAgent.Grains.Health;

namespace EmailAgent.Api.Health;

/// <summary>The check whether a silo can work, at most four times a second for any number of clients. A missing answer counts as not ready.</summary>
internal sealed class ReadinessCheck(IClusterClient cluster, TimeProvider time)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromMilliseconds(250);

    // Longer than the silo allows the database, so that it is the silo that decides unless it hangs itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Readiness NoSilo = new(DatabaseConnected: false, DatabaseWritable: false);

    private readonly Lock _lock = new();
    private Task<Readiness> _last = Task.FromResult(NoSilo);
    private long? _askedAt;

    public async Task<Readiness> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Ask().WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return NoSilo;
        }
    }

    private Task<Readiness> Ask()
    {
        lock (_lock)
        {
            if (_last.IsCompleted && (_askedAt is not { } asked || time.GetElapsedTime(asked) >= ValidFor))
            {
                _askedAt = time.GetTimestamp();
                _last = AskAsync();
            }

            return _last;
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
