using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Recurring;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Erasure;

namespace EmailAgent.Grains.Erasure;

/// <summary>
/// Removes what deleted accounts owned: mailboxes first, in the way in which their owners would, so that providers are told to push no
/// more and tokens are revoked; then all rows. Each step can be taken twice, so it goes on after a crash, and in any process.
/// </summary>
internal sealed partial class AccountErasure(ErasureStore store, ConnectionStore connections, IGrainFactory grains, ILogger<AccountErasure> logger)
    : RecurringWork(TimeSpan.FromSeconds(5), grains)
{
    private const int ChunkRows = 5_000;

    private readonly IGrainFactory _grains = grains;
    private readonly ILogger<AccountErasure> _logger = logger;

    public override async Task RunOnceAsync(CancellationToken stop)
    {
        foreach (var userId in await store.ListAsync(stop))
            await TryAdvanceAsync(userId, stop);
    }

    /// <summary>One account that cannot be erased now must not keep the others.</summary>
    private async Task TryAdvanceAsync(Guid userId, CancellationToken stop)
    {
        try
        {
            await AdvanceAsync(userId, stop);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            LogPostponed(error, userId);
        }
    }

    private async Task AdvanceAsync(Guid userId, CancellationToken stop)
    {
        foreach (var mailbox in await connections.ListAsync(userId, stop))
            await _grains.GetGrain<IMailboxGrain>(new MailboxId(userId, mailbox.Id).ToString()).DeleteAsync(stop);
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
}
