using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Deletes messages that ended long ago, and counts those that are to be sent, in one silo for all.</summary>
internal sealed class OutgoingUpkeep : RecurringWork, IDisposable
{
    private const int Chunk = 500;

    // After this, another silo does the work.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly OutgoingStore _store;
    private readonly OutgoingReader _reader;
    private readonly OutgoingOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _expiry;

    public OutgoingUpkeep(OutgoingStore store, OutgoingReader reader, IOptions<OutgoingOptions> options, TimeProvider time, IGrainFactory grains)
        : base(TimeSpan.FromSeconds(30), grains)
    {
        _store = store;
        _reader = reader;
        _options = options.Value;
        _time = time;
        _expiry = time.CreateTimer(_ => OutgoingMetrics.ReportWaiting([]), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        OutgoingMetrics.ReportWaiting(await _reader.CountAsync(stop));
        _expiry.Change(Kept, Timeout.InfiniteTimeSpan);
        while (await _store.DeleteEndedAsync(_time.GetUtcNow() - _options.KeepFor, Chunk, stop))
        {
        }
    }

    public void Dispose() => _expiry.Dispose();
}
