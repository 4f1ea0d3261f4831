using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// The stored status of connections. Only changes are stored, and only they cause events: a server that is down for a day causes one event.
/// </summary>
internal sealed class MailboxStatus(ConnectionStore connections, EventAnnouncer announcer)
{
    public Task ConnectedAsync(MailboxId id, StoredConnection before, CancellationToken cancellationToken) =>
        before.Status == ConnectionStatus.Connected
            ? Task.CompletedTask
            : SaveAsync(id, ConnectionStatus.Connected, null, null, ConnectionEvents.Connected, cancellationToken);

    public async Task FailedAsync(MailboxId id, string status, string code, string message, CancellationToken cancellationToken)
    {
        if (await connections.GetAsync(id.UserId, id.ConnectionId, cancellationToken) is { } before
            && (before.Status != status || before.Error != message))
        {
            var type = before.Status == status ? null : ConnectionEvents.Error;
            await SaveAsync(id, status, code, message, type, cancellationToken);
        }
    }

    /// <summary>
    /// Stores that the provider does not accept the stored secret; no further attempt is made before the owner provides another one.
    /// </summary>
    public async Task RefusedAsync(MailboxId id, string message, CancellationToken cancellationToken)
    {
        if (await connections.GetAsync(id.UserId, id.ConnectionId, cancellationToken) is { } before)
        {
            var status = MailboxPolicy.RefusedStatus(before.Provider);
            await FailedAsync(id, status, code: status, message, cancellationToken);
        }
    }

    private async Task SaveAsync(
        MailboxId id, string status, string? code, string? message, string? eventType, CancellationToken cancellationToken)
    {
        var data = code is null
            ? $$"""{"connection_id":"{{id.ConnectionId:N}}"}"""
            : $$"""{"connection_id":"{{id.ConnectionId:N}}","code":"{{code}}"}""";
        var occurred = eventType is null ? null : new NewEvent(eventType, data);
        if (await connections.UpdateStatusAsync(id.UserId, id.ConnectionId, status, code, message, occurred, cancellationToken) is not null)
        {
            await announcer.AnnounceAsync(id.UserId);
        }
    }
}
