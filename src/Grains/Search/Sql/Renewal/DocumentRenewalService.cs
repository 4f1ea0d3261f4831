using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Search.Renewal;

/// <summary>A service that renews outdated documents after the start, a few at a time in the background, until there are none.</summary>
internal sealed partial class DocumentRenewalService(DocumentRenewal renewal, TimeProvider time, ILogger<DocumentRenewalService> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly ILogger<DocumentRenewalService> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var total = 0;
        RenewedBatch? last = null;
        while (true)
        {
            var (isInterrupted, batch) = await TryRenewAsync(last, stoppingToken).ConfigureAwait(false);
            if (!isInterrupted && batch is null)
                break;

            total += batch?.Renewed ?? 0;
            last = batch ?? last;
            await Task.Delay(isInterrupted ? AfterFailure : BetweenBatches, time, stoppingToken).ConfigureAwait(false);
        }

        if (total > 0)
            LogRenewed(total);
    }

    // An exception that left the service would stop the host, at every start.
    private async Task<(bool IsInterrupted, RenewedBatch? Batch)> TryRenewAsync(RenewedBatch? after, CancellationToken cancellationToken)
    {
        try
        {
            return (false, await renewal.RenewAsync(after, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogInterrupted(error);
            return (true, null);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Made the search documents of {Count} messages anew, as this version analyses text otherwise")]
    private partial void LogRenewed(int count);

    [LoggerMessage(2, LogLevel.Warning, "Search documents could not all be made anew; it is tried again")]
    private partial void LogInterrupted(Exception error);
}
