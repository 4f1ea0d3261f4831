using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Secrets;

/// <summary>
/// A service that prepares the key ring before any other service starts, and then re-encrypts stored secrets under its current key in the
/// background.
/// </summary>
internal sealed partial class SecretService(KeyRing ring, SecretRenewal renewal, TimeProvider time, ILogger<SecretService> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ILogger<SecretService> _logger = logger;

    public Task StartingAsync(CancellationToken cancellationToken) => ring.PrepareAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryRenewAsync(stoppingToken).ConfigureAwait(false))
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(false);
    }

    private async Task<bool> TryRenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await renewal.RunAsync(cancellationToken).ConfigureAwait(false);
            if (result.Renewed > 0)
                LogRenewed(result.Renewed);
            if (result.Unreadable > 0)
                LogUnreadable(result.Unreadable);
            return result.Moved == 0;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogInterrupted(error);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Encrypted {Count} stored secrets anew with the current key of the ring")]
    private partial void LogRenewed(int count);

    [LoggerMessage(2, LogLevel.Error, "{Count} stored secrets cannot be read: their key is not in the ring, or they were changed")]
    private partial void LogUnreadable(int count);

    [LoggerMessage(3, LogLevel.Warning, "Stored secrets could not all be encrypted anew; it is tried again")]
    private partial void LogInterrupted(Exception error);
}
