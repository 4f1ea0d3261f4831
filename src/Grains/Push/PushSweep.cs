using EmailAgent.Grains.Connections;
using EmailAgent.Providers;
using EmailAgent.Storage.Push;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Push;

/// <summary>Begins what has to go on after a start, and wakes mailboxes whose notifications have waited too long: the process died right after it confirmed them, or a call was lost.</summary>
internal sealed partial class PushSweep(
    IEnumerable<IPushSource> sources, NotificationStore notifications, WatchStore watches, IGrainFactory grains, TimeProvider time, ILogger<PushSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ILogger<PushSweep> _logger = logger;

    /// <summary>
    /// Asks once, before the first push can come, which mailboxes one is for: none. The code and the connection to the database are ready
    /// then, while some hundred pushes a second would wait behind the first.
    /// </summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var source in sources) await notifications.InsertAsync(source.Provider, "", "", "", cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var begun = false;
        while (true)
        {
            try
            {
                if (!begun)
                {
                    await EnsureWatchesAsync(stoppingToken);
                    begun = true;
                }

                await SweepAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogInterrupted(error);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    /// <summary>At start: a watch may have lost its reminder, or the installation may only now have a place to push to.</summary>
    private async Task EnsureWatchesAsync(CancellationToken stop)
    {
        foreach (var key in await watches.ListPossibleAsync([.. sources.Select(source => source.Provider)], stop))
        {
            await grains.GetGrain<IWatchGrain>(new MailboxId(key.UserId, key.Id).ToString()).EnsureAsync();
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        foreach (var waiting in await notifications.ListWaitingAsync(Patience, stop))
        {
            await grains.GetGrain<IMailboxGrain>(new MailboxId(waiting.Key.UserId, waiting.Key.Id).ToString()).NotifyAsync();
            LogWoken(waiting.Key.Id, waiting.Count);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: {Count} notifications have waited")]
    private partial void LogWoken(Guid connectionId, int count);

    [LoggerMessage(2, LogLevel.Warning, "The look for notifications that wait was interrupted, and will be taken again")]
    private partial void LogInterrupted(Exception error);
}
