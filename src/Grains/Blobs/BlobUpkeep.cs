using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Blobs;

/// <summary>The collection of blobs that nothing refers to, and of contents whose rows are gone.</summary>
internal sealed partial class BlobUpkeep(BlobStorage blobs, IGrainFactory grains, ILogger<BlobUpkeep> logger) : RecurringWork(TimeSpan.FromMinutes(5), grains)
{
    private readonly ILogger<BlobUpkeep> _logger = logger;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        var (failures, lastError) = await blobs.CollectAsync(stop);
        if (lastError is not null)
            LogPostponed(lastError, failures);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} contents of blobs could not be deleted; the deletion is retried")]
    private partial void LogPostponed(Exception lastError, int count);
}
