using EmailAgent.Storage.Connections;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Connections;

/// <summary>At start: wakes every mailbox that is connected or being removed, whatever became of its reminder.</summary>
internal sealed partial class MailboxSweep(ConnectionStore connections, IGrainFactory grains, ILogger<MailboxSweep> logger) : BackgroundService
{
    private const int AtOnce = 32;

    private readonly ILogger<MailboxSweep> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var active = await connections.ListActiveAsync(stoppingToken);
        var deleting = await connections.ListDeletingAsync(stoppingToken);
        await Parallel.ForEachAsync(
            active.Concat(deleting),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
            async (key, _) => await ResumeAsync(new MailboxId(key.UserId, key.Id)));
        LogSwept(active.Count, deleting.Count);
    }

    /// <summary>One mailbox that cannot be woken must not keep the others asleep; its reminder tries again.</summary>
    private async Task ResumeAsync(MailboxId id)
    {
        try
        {
            await grains.GetGrain<IMailboxGrain>(id.ToString()).ResumeAsync();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotResumed(error, id.ConnectionId);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Woke {Active} mailboxes; {Deleting} are being removed")]
    private partial void LogSwept(int active, int deleting);

    [LoggerMessage(2, LogLevel.Error, "Connection {ConnectionId} could not be woken")]
    private partial void LogNotResumed(Exception error, Guid connectionId);
}
