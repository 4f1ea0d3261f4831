using System.Threading.Channels;
using EmailAgent.Storage.Connections;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Connections;

/// <summary>At start, and when it is asked to: wakes every mailbox that is connected or being removed, whatever became of its reminder.</summary>
public sealed partial class MailboxSweep(ConnectionStore connections, IGrainFactory grains, TimeProvider time, ILogger<MailboxSweep> logger) : BackgroundService
{
    private const int AtOnce = 32;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ILogger<MailboxSweep> _logger = logger;

    /// <summary>Asks for another sweep: mailboxes may have lost the process they were in.</summary>
    public void Again() => _asked.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            while (!await SweepAsync(stoppingToken))
            {
                await Task.Delay(RetryDelay, time, stoppingToken);
            }
        }
        while (await _asked.Reader.ReadAsync(stoppingToken));
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
            await grains.GetGrain<IMailboxGrain>(id.ToString()).ResumeAsync();
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
