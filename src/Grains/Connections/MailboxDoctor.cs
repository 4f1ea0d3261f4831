using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Mail.Outstanding;
using EmailAgent.Grains.Push;
using EmailAgent.Grains.SignIn;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>The examination of one connection: its sync, its session, its provider's pushes, its tokens, and the owner's next step.</summary>
internal sealed class MailboxDoctor(
    MailboxStore store,
    OutstandingReader outstanding,
    NotificationStore notifications,
    WatchStore watches,
    TokenStore tokens,
    PushQueue pushes,
    IEnumerable<IApiBudget> budgets,
    IOptions<MailboxOptions> options,
    TimeProvider time)
{
    /// <param name="progress">Returns the worker's progress; called after the stored state has been read.</param>
    /// <returns>Null when there is no such connection.</returns>
    public async Task<SyncStatus?> ReadSyncStatusAsync(MailboxId id, Func<MailboxProgress> progress, CancellationToken cancellationToken) =>
        await store.LoadAsync(id.UserId, id.ConnectionId, cancellationToken) is { } state
            ? MailboxReport.ToSyncStatus(
                state,
                await outstanding.SummarizeAsync(id.UserId, id.ConnectionId, MailboxReport.MostNamed, cancellationToken),
                progress(),
                time.GetUtcNow())
            : null;

    public async Task<ConnectionHealth> ExamineAsync(StoredConnection stored, MailboxProgress progress, CancellationToken cancellationToken)
    {
        var summary = await outstanding.SummarizeAsync(stored.UserId, stored.Id, MailboxReport.MostNamed, cancellationToken);
        var health = MailboxReport.ToHealth(stored, summary, progress, options.Value);
        var pushed = pushes.Serves(stored.Provider) ? await ExaminePushesAsync(stored, cancellationToken) : null;
        return health with
        {
            Push = pushed is { Active: true } ? pushed.SilentSince is null ? "watch" : "silent" : health.Push,
            LastPush = pushed?.LastPush ?? health.LastPush,
            Pushes = pushed,
            Token = await ExamineTokenAsync(stored, cancellationToken),
            NextStep = MailboxPolicy.NextStep(stored.Provider, stored.Status, pushed, summary.UnreadableCount) ?? NextStepToSend(stored),
        };
    }

    private static string? NextStepToSend(StoredConnection stored) => stored.ToConnection().SendError is { } error
        ? $"To send mail, PATCH the connection with smtp. {error}"
        : null;

    private async Task<PushHealth> ExaminePushesAsync(StoredConnection stored, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var watch = await watches.ReadAsync(stored.UserId, stored.Id, cancellationToken);
        var summary = await notifications.SummarizeAsync(stored.UserId, stored.Id, cancellationToken);
        return new PushHealth(
            watch is not null && WatchPolicy.IsActive(watch, now),
            watch?.ExpiresAt,
            summary.LastReceived,
            summary.Open,
            summary.OldestOpen is { } oldest ? (long)Math.Max(0, (now - oldest).TotalSeconds) : 0,
            watch?.Error,
            watch is null ? null : WatchPolicy.SilentSince(watch, options.Value.PushPatience, now));
    }

    private async Task<TokenHealth?> ExamineTokenAsync(StoredConnection stored, CancellationToken cancellationToken) =>
        await tokens.ReadAsync(stored.UserId, stored.Id, cancellationToken) is { } token
            ? new TokenHealth(token.Scopes, token.AccessExpiresAt, budgets.FirstOrDefault(budget => budget.Provider == stored.Provider)?.Left(stored.Settings))
            : null;
}
