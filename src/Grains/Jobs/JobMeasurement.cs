using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Jobs;

/// <summary>Counts the queue for its metrics, in one silo for all.</summary>
internal sealed class JobMeasurement : RecurringWork, IDisposable
{
    // After this, another silo does the work.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly JobReader _reader;
    private readonly ITimer _expiry;

    public JobMeasurement(JobReader reader, TimeProvider time, IGrainFactory grains)
        : base(TimeSpan.FromSeconds(30), grains)
    {
        _reader = reader;
        _expiry = time.CreateTimer(_ => JobMetrics.Report([]), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        JobMetrics.Report((await _reader.CountAsync(stop)).Kinds);
        _expiry.Change(Kept, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _expiry.Dispose();
}
