using EmailAgent.Grains.Push;
using EmailAgent.Providers;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Push;

namespace EmailAgent.Grains.Connections;

/// <summary>Examines one connection: its session, its provider's pushes, its tokens, and what its owner should do.</summary>
internal sealed class MailboxDoctor(
    NotificationStore notifications, WatchStore watches, TokenStore tokens, PushQueue pushes, IEnumerable<IApiBudget> budgets, MailboxServices services)
{
    public async Task<ConnectionHealth> ExamineAsync(StoredConnection stored, MailboxProgress progress, CancellationToken cancellationToken)
    {
        var outstanding = await services.Outstanding.SummarizeAsync(stored.UserId, stored.Id, MailboxReport.MostNamed, cancellationToken);
        var health = MailboxReport.ToHealth(stored, outstanding, progress, services.Options);
        var pushed = pushes.Serves(stored.Provider) ? await ExaminePushesAsync(stored, cancellationToken) : null;
        return health with
        {
            Push = pushed is { Active: true } ? pushed.SilentSince is null ? "watch" : "silent" : health.Push,
            LastPush = pushed?.LastPush ?? health.LastPush,
            Pushes = pushed,
            Token = await ExamineTokenAsync(stored, cancellationToken),
            NextStep = MailboxPolicy.NextStep(stored.Provider, stored.Status, pushed, outstanding.UnreadableCount),
        };
    }

    private async Task<PushHealth> ExaminePushesAsync(StoredConnection stored, CancellationToken cancellationToken)
    {
        var now = services.Time.GetUtcNow();
        var watch = await watches.ReadAsync(stored.UserId, stored.Id, cancellationToken);
        var summary = await notifications.SummarizeAsync(stored.UserId, stored.Id, cancellationToken);
        return new PushHealth(
            watch is not null && WatchPolicy.IsActive(watch, now),
            watch?.ExpiresAt,
            summary.LastReceived,
            summary.Open,
            summary.OldestOpen is { } oldest ? (long)Math.Max(0, (now - oldest).TotalSeconds) : 0,
            watch?.Error,
            watch is null ? null : WatchPolicy.SilentSince(watch, services.Options.PushPatience, now));
    }

    private async Task<TokenHealth?> ExamineTokenAsync(StoredConnection stored, CancellationToken cancellationToken) =>
        await tokens.ReadAsync(stored.UserId, stored.Id, cancellationToken) is { } token
            ? new TokenHealth(token.Scopes, token.AccessExpiresAt, budgets.FirstOrDefault(budget => budget.Provider == stored.Provider)?.Left(stored.Settings))
            : null;
}
