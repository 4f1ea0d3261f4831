using EmailAgent.Grains.Connections;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Erasure;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Erasure;

/// <summary>
/// Removes what deleted accounts owned: mailboxes first, in the way in which their owners would, so that providers are told to push no
/// more and tokens are revoked; then all rows. Each step can be taken twice, so it goes on after a crash, and in any process.
/// </summary>
internal sealed partial class AccountErasure(ErasureStore store, ConnectionStore connections, IGrainFactory grains, TimeProvider time, ILogger<AccountErasure> logger)
    : BackgroundService
{
    private const int ChunkRows = 5_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ILogger<AccountErasure> _logger = logger;
    private readonly WorkerSignals _signals = new();

    /// <summary>Says that an account is to be erased; without it, it is found at the next look.</summary>
    public void Wake() => _signals.Raise();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                foreach (var userId in await store.ListAsync(stoppingToken))
                    await TryAdvanceAsync(userId, stoppingToken);
            }
            catch (Npgsql.NpgsqlException error)
            {
                LogInterrupted(error);
            }

            await _signals.WaitAsync(DelayAsync, true, stoppingToken);
        }
    }

    private async Task<bool> DelayAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Interval, time, cancellationToken);
        return true;
    }

    /// <summary>One account that cannot be erased now must not keep the others.</summary>
    private async Task TryAdvanceAsync(Guid userId, CancellationToken stop)
    {
        try
        {
            await AdvanceAsync(userId, stop);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogPostponed(error, userId);
        }
    }

    private async Task AdvanceAsync(Guid userId, CancellationToken stop)
    {
        foreach (var mailbox in await connections.ListAsync(userId, stop))
            await grains.GetGrain<IMailboxGrain>(new MailboxId(userId, mailbox.Id).ToString()).DeleteAsync(stop);
        while (!await store.HasMailboxesAsync(userId, stop))
        {
            if (!await store.EraseChunkAsync(userId, ChunkRows, stop))
                continue;
            LogErased(userId);
            return;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "User {UserId}: the account is erased")]
    private partial void LogErased(Guid userId);

    [LoggerMessage(2, LogLevel.Warning, "User {UserId}: the erasure of the account is interrupted, and goes on later")]
    private partial void LogPostponed(Exception error, Guid userId);

    [LoggerMessage(3, LogLevel.Warning, "Erasures interrupted by the database, and go on later")]
    private partial void LogInterrupted(Exception error);
}
