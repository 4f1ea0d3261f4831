using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// A service that wakes every mailbox that is connected or being removed, independently of its reminder: when the installation starts,
/// every ten minutes, and when a silo has died.
/// </summary>
internal sealed partial class MailboxSweep(ConnectionStore connections, IGrainFactory grains, TimeProvider time, ILogger<MailboxSweep> logger)
    : RecurringWork(SweepInterval, grains)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private readonly IGrainFactory _grains = grains;
    private readonly ILogger<MailboxSweep> _logger = logger;

    public override bool FollowsDeaths => true;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        for (var delay = FirstRetry; !await SweepAsync(stop); delay = delay < LongestRetry / 2 ? delay * 2 : LongestRetry)
        {
            await Task.Delay(delay, time, stop);
        }
    }

    /// <returns>False when some mailboxes could not be woken.</returns>
    private async Task<bool> SweepAsync(CancellationToken stop)
    {
        try
        {
            var active = await connections.ListActiveAsync(stop);
            var deleting = await connections.ListDeletingAsync(stop);
            var left = 0;
            await Parallel.ForEachAsync(
                active.Concat(deleting),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
                async (key, _) =>
                {
                    if (await ResumeAsync(new MailboxId(key.UserId, key.Id)) is { } failure && Interlocked.Increment(ref left) == 1)
                    {
                        LogNotResumed(failure, key.Id); // in an outage all of them would log the same
                    }
                });
            LogSwept(active.Count, deleting.Count, left);
            return left == 0;
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            LogInterrupted(error);
            return false;
        }
    }

    /// <summary>Wakes one mailbox. A failure must not block the others.</summary>
    /// <returns>The failure; null when the mailbox was woken.</returns>
    private async Task<Exception?> ResumeAsync(MailboxId id)
    {
        try
        {
            await _grains.GetGrain<IMailboxGrain>(id.ToString()).ResumeAsync();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Woke {Active} mailboxes; {Deleting} are being removed; {Left} could not be woken")]
    private partial void LogSwept(int active, int deleting, int left);

    [LoggerMessage(2, LogLevel.Error, "Connection {ConnectionId} could not be woken")]
    private partial void LogNotResumed(Exception error, Guid connectionId);

    [LoggerMessage(3, LogLevel.Warning, "The sweep for mailboxes to wake was interrupted; it will run again")]
    private partial void LogInterrupted(Exception error);
}
