using EmailAgent.Grains.Connections;
using EmailAgent.Providers;
using EmailAgent.Storage.Push;

namespace EmailAgent.Grains.Push;

/// <summary>
/// Ties notifications to looks at the mailbox: what was announced before a look began is done when the look is committed.
/// However many there are, one look serves them all.
/// </summary>
internal sealed class PushQueue(IEnumerable<IPushSource> sources, NotificationStore notifications)
{
    private readonly HashSet<string> _providers = [.. sources.Select(source => source.Provider)];

    /// <summary>Whether mailboxes of this provider are pushed at all; the others need no queue.</summary>
    public bool Serves(string provider) => _providers.Contains(provider);

    /// <returns>Whether any notification waits for this look.</returns>
    public async Task<bool> BeginAsync(MailboxId id, CancellationToken cancellationToken) =>
        await notifications.BeginAsync(id.UserId, id.ConnectionId, cancellationToken) > 0;

    public Task CompleteAsync(MailboxId id, CancellationToken cancellationToken) => notifications.CompleteAsync(id.UserId, id.ConnectionId, cancellationToken);

    public Task FailAsync(MailboxId id, string error, CancellationToken cancellationToken) => notifications.FailAsync(id.UserId, id.ConnectionId, error, cancellationToken);
}
