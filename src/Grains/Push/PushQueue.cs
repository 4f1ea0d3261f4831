using EmailAgent.Grains.Connections;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Push;

/// <summary>
/// The assignment of notifications to syncs of the mailbox: the commit of a sync completes all notifications that arrived before it began.
/// One sync covers any number of them.
/// </summary>
internal sealed partial class PushQueue(
    IEnumerable<IPushSource> sources, NotificationStore notifications, WatchStore watches, TimeProvider time, ILogger<PushQueue> logger)
{
    private readonly ILogger<PushQueue> _logger = logger;

    private readonly HashSet<string> _providers = [.. sources.Select(source => source.Provider)];

    /// <summary>Indicates whether mailboxes of this provider are pushed at all; the others need no queue.</summary>
    public bool Serves(string provider) => _providers.Contains(provider);

    /// <summary>Indicates whether a mailbox can rely on pushes, by its stored watch and by the results of its syncs.</summary>
    public async Task<bool> CanRelyOnAsync(MailboxId id, PollPlan plan, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!WatchPolicy.IsReliable(await watches.ReadAsync(id.UserId, id.ConnectionId, cancellationToken), now))
        {
            return false;
        }

        if (plan.TakeSilence(now) is not { } since || !await watches.SilentAsync(id.UserId, id.ConnectionId, now, since, cancellationToken))
        {
            return true;
        }

        PushMetrics.ReportSilence();
        LogSilent(id.ConnectionId);
        return false;
    }

    /// <summary>Begins a sync.</summary>
    /// <returns>True when a notification waits for it.</returns>
    public async Task<bool> BeginAsync(MailboxId id, CancellationToken cancellationToken) =>
        await notifications.BeginAsync(id.UserId, id.ConnectionId, cancellationToken) > 0;

    public Task CompleteAsync(MailboxId id, CancellationToken cancellationToken) => notifications.CompleteAsync(id.UserId, id.ConnectionId, cancellationToken);

    public Task FailAsync(MailboxId id, string error, CancellationToken cancellationToken) => notifications.FailAsync(id.UserId, id.ConnectionId, error, cancellationToken);

    [LoggerMessage(1, LogLevel.Warning, "Connection {ConnectionId}: changes came that no push announced; it is polled until a push arrives")]
    private partial void LogSilent(Guid connectionId);
}
