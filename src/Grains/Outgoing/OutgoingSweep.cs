using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Wakes mailboxes whose mail is overdue: those whose silo died, and those whose wake-up was lost.</summary>
internal sealed partial class OutgoingSweep(OutgoingReader reader, IGrainFactory grains, TimeProvider time, ILogger<OutgoingSweep> logger)
    : RecurringWork(TimeSpan.FromSeconds(5), grains)
{
    private const int AtOnce = 32;

    /// <summary>Mail that is about to be due is woken for, too, so that a new worker is in time for it.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(1);

    private readonly IGrainFactory _grains = grains;
    private readonly ILogger<OutgoingSweep> _logger = logger;

    public override bool FollowsDeaths => true;

    public override async Task RunOnceAsync(CancellationToken stop) => await Parallel.ForEachAsync(
        await reader.ListOverdueAsync(time.GetUtcNow() + Ahead, stop),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
        async (mailbox, _) =>
        {
            try
            {
                await _grains.GetGrain<IMailboxGrain>(new MailboxId(mailbox.UserId, mailbox.ConnectionId).ToString()).WakeOutgoingAsync();
            }
            catch (Exception error)
            {
                LogNotWoken(error, mailbox.ConnectionId); // The next sweep wakes it.
            }
        });

    [LoggerMessage(1, LogLevel.Warning, "Connection {ConnectionId} could not be woken to send its mail")]
    private partial void LogNotWoken(Exception error, Guid connectionId);
}
