using EmailAgent.Grains.Recurring;
using EmailAgent.Storage.Connections;

namespace EmailAgent.Grains.Connections;

/// <summary>Wakes every mailbox that is connected or being removed, whatever became of its reminder: when the installation starts, and when a silo has died.</summary>
internal sealed partial class MailboxSweep(ConnectionStore connections, IGrainFactory grains, TimeProvider time, ILogger<MailboxSweep> logger)
    : RecurringWork(Timeout.InfiniteTimeSpan, grains)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly IGrainFactory _grains = grains;
    private readonly ILogger<MailboxSweep> _logger = logger;

    public override bool FollowsDeaths => true;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        while (!await SweepAsync(stop))
        {
            await Task.Delay(RetryDelay, time, stop);
        }
    }

    /// <returns>False when mailboxes are left that could not be woken.</returns>
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
                    if (!await ResumeAsync(new MailboxId(key.UserId, key.Id))) Interlocked.Increment(ref left);
                });
            LogSwept(active.Count, deleting.Count, left);
            return left == 0;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogInterrupted(error);
            return false;
        }
    }

    /// <summary>One mailbox that cannot be woken must not keep the others asleep.</summary>
    private async Task<bool> ResumeAsync(MailboxId id)
    {
        try
        {
            await _grains.GetGrain<IMailboxGrain>(id.ToString()).ResumeAsync();
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotResumed(error, id.ConnectionId);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Woke {Active} mailboxes; {Deleting} are being removed; {Left} could not be woken")]
    private partial void LogSwept(int active, int deleting, int left);

    [LoggerMessage(2, LogLevel.Error, "Connection {ConnectionId} could not be woken")]
    private partial void LogNotResumed(Exception error, Guid connectionId);

    [LoggerMessage(3, LogLevel.Warning, "The look for mailboxes to wake was interrupted, and will be taken again")]
    private partial void LogInterrupted(Exception error);
}
