using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Connections;

/// <summary>The connections of a user, for the user's grain.</summary>
internal sealed class UserConnections(ConnectionStore connections, ServerDiscovery discovery, IGrainFactory grains)
{
    public async Task<IReadOnlyList<Connection>> ListAsync(Visibility visible, CancellationToken cancellationToken) =>
        [.. (await FindAsync(visible, cancellationToken)).Select(stored => stored.ToConnection())];

    public async Task<Outcome<Connection>> ConnectAsync(Guid userId, ServerConnectionRequest request, CancellationToken cancellationToken)
    {
        if (ConnectionMapping.CheckName(request.DisplayName) is { } invalid)
        {
            return invalid;
        }

        var completed = await discovery.CompleteAsync(userId, request, cancellationToken);
        return completed.Value is { } complete
            ? await Mailbox(userId, Guid.CreateVersion7()).ConnectAsync(complete, cancellationToken)
            : completed.Problem!;
    }

    public Task<IReadOnlyList<SyncStatus>> StartSyncAsync(Visibility visible, CancellationToken cancellationToken) =>
        AskAllAsync(visible, mailbox => mailbox.StartSyncAsync(cancellationToken), cancellationToken);

    public Task<IReadOnlyList<SyncStatus>> GetSyncStatusAsync(Visibility visible, CancellationToken cancellationToken) =>
        AskAllAsync(visible, mailbox => mailbox.GetSyncStatusAsync(cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<SyncStatus>> AskAllAsync(
        Visibility visible, Func<IMailboxGrain, Task<Outcome<SyncStatus>>> ask, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(visible, cancellationToken);
        var answers = await Task.WhenAll(stored.Select(connection => ask(Mailbox(visible.UserId, connection.Id))));
        return [.. answers.Select(answer => answer.Value).OfType<SyncStatus>()];
    }

    private async Task<IEnumerable<StoredConnection>> FindAsync(Visibility visible, CancellationToken cancellationToken) =>
        (await connections.ListAsync(visible.UserId, cancellationToken)).Where(stored => visible.Includes(stored.Id));

    private IMailboxGrain Mailbox(Guid userId, Guid connectionId) =>
        grains.GetGrain<IMailboxGrain>(new MailboxId(userId, connectionId).ToString());
}
