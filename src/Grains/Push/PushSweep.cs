using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Recurring;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Push;

/// <summary>
/// A service that ensures all watches after a start, and wakes mailboxes whose notifications have waited too long: a process died right
/// after it confirmed them, or a call was lost.
/// </summary>
internal sealed partial class PushSweep(
    IEnumerable<IPushSource> sources, NotificationStore notifications, WatchStore watches, IGrainFactory grains, ILogger<PushSweep> logger)
    : RecurringWork(TimeSpan.FromSeconds(30), grains)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IGrainFactory _grains = grains;
    private readonly ILogger<PushSweep> _logger = logger;

    /// <summary>The mailboxes whose watch is still to be ensured after the start; null before they are listed.</summary>
    private IReadOnlyList<ConnectionKey>? _unwatched;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        // At start: a watch may have lost its reminder, or the installation may only now have a push endpoint.
        _unwatched ??= await watches.ListPossibleAsync([.. sources.Select(source => source.Provider)], stop);
        _unwatched = await CallAllAsync(_unwatched, key => _grains.GetGrain<IWatchGrain>(key).EnsureAsync(), stop);
        await SweepAsync(stop);
    }

    private async Task SweepAsync(CancellationToken stop)
    {
        var waiting = await notifications.ListWaitingAsync(Patience, stop);
        foreach (var mailbox in waiting)
        {
            LogWaiting(mailbox.Key.Id, mailbox.Count);
        }

        await CallAllAsync(waiting.Select(mailbox => mailbox.Key), key => _grains.GetGrain<IMailboxGrain>(key).NotifyAsync(), stop);
    }

    /// <summary>Calls the grains of mailboxes. A failure must not block the other calls.</summary>
    /// <returns>The mailboxes whose call failed.</returns>
    private async Task<IReadOnlyList<ConnectionKey>> CallAllAsync(IEnumerable<ConnectionKey> mailboxes, Func<string, Task> call, CancellationToken stop)
    {
        var failed = new List<ConnectionKey>();
        foreach (var mailbox in mailboxes)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await call(new MailboxId(mailbox.UserId, mailbox.Id).ToString());
            }
            catch (Exception error)
            {
                if (failed.Count == 0) LogNotWoken(error, mailbox.Id); // in an outage all of them would log the same
                failed.Add(mailbox);
            }
        }

        return failed;
    }

    [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: {Count} notifications have waited")]
    private partial void LogWaiting(Guid connectionId, int count);

    [LoggerMessage(2, LogLevel.Warning, "Connection {ConnectionId} could not be woken")]
    private partial void LogNotWoken(Exception error, Guid connectionId);
}
