using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Recurring;
using EmailAgent.Providers;
using EmailAgent.Storage.Push;

namespace EmailAgent.Grains.Push;

/// <summary>Begins what has to go on after a start, and wakes mailboxes whose notifications have waited too long: the process died right after it confirmed them, or a call was lost.</summary>
internal sealed partial class PushSweep(
    IEnumerable<IPushSource> sources, NotificationStore notifications, WatchStore watches, IGrainFactory grains, ILogger<PushSweep> logger)
    : RecurringWork(TimeSpan.FromSeconds(30), grains)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IGrainFactory _grains = grains;
    private readonly ILogger<PushSweep> _logger = logger;
    private bool _begun;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        if (!_begun)
        {
            await EnsureWatchesAsync(stop);
            _begun = true;
        }

        await SweepAsync(stop);
    }

    /// <summary>At start: a watch may have lost its reminder, or the installation may only now have a place to push to.</summary>
    private async Task EnsureWatchesAsync(CancellationToken stop)
    {
        foreach (var key in await watches.ListPossibleAsync([.. sources.Select(source => source.Provider)], stop))
        {
            await _grains.GetGrain<IWatchGrain>(new MailboxId(key.UserId, key.Id).ToString()).EnsureAsync();
        }
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        foreach (var waiting in await notifications.ListWaitingAsync(Patience, stop))
        {
            await _grains.GetGrain<IMailboxGrain>(new MailboxId(waiting.Key.UserId, waiting.Key.Id).ToString()).NotifyAsync();
            LogWoken(waiting.Key.Id, waiting.Count);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: {Count} notifications have waited")]
    private partial void LogWoken(Guid connectionId, int count);
}
