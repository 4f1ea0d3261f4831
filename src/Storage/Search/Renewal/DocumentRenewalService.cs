using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Storage.Search.Renewal;

/// <summary>Renews outdated documents after the start, a few at a time beside all else, until there are none.</summary>
internal sealed partial class DocumentRenewalService(DocumentRenewal renewal, TimeProvider time, ILogger<DocumentRenewalService> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly ILogger<DocumentRenewalService> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var total = 0;
        while (await TryRenewAsync(stoppingToken).ConfigureAwait(false) is var renewed && renewed != 0)
        {
            total += Math.Max(renewed, 0);
            await Task.Delay(renewed < 0 ? AfterFailure : BetweenBatches, time, stoppingToken).ConfigureAwait(false);
        }

        if (total > 0)
            LogRenewed(total);
    }

    private async Task<int> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await renewal.RenewAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException error)
        {
            LogInterrupted(error);
            return -1;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Made the search documents of {Count} messages anew, as this version analyses text otherwise")]
    private partial void LogRenewed(int count);

    [LoggerMessage(2, LogLevel.Warning, "Search documents could not all be made anew; it is tried again")]
    private partial void LogInterrupted(Exception error);
}
