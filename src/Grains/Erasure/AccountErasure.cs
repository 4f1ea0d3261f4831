using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Erasure;

/// <summary>
/// The removal of everything that deleted accounts owned. Mailboxes come first, removed as their owners would, so that providers stop
/// pushing and tokens are revoked; then all rows. Each step can be repeated, so the removal continues after a crash and in any process.
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

    /// <summary>Advances one account. A failure is logged, so that it does not block the other accounts.</summary>
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
            await _grains.GetGrain<IMailboxGrain>(new MailboxId(userId, mailbox.Id).ToString()).DeleteAsync(expected: null, stop);
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
