using EmailAgent.Storage.Connections;

namespace EmailAgent.Grains.Connections;

/// <summary>A user's connections, for the user's grain.</summary>
internal sealed class UserConnections(ConnectionStore connections, IGrainFactory grains)
{
    /// <summary>Needs nothing but the user's password.</summary>
    public static ProviderInfo Imap { get; } = new(Providers.Imap.ImapProvider.ProviderName, "IMAP", "password", Configured: true, Note: null);

    public async Task<IReadOnlyList<Connection>> ListAsync(Guid userId, CancellationToken cancellationToken) =>
        [.. (await connections.ListAsync(userId, cancellationToken)).Select(stored => stored.ToConnection())];

    public Task<Outcome<Connection>> ConnectImapAsync(Guid userId, ImapConnectionRequest request, CancellationToken cancellationToken) =>
        Mailbox(userId, Guid.CreateVersion7()).ConnectAsync(request, cancellationToken);

    public Task<IReadOnlyList<SyncStatus>> StartSyncAsync(Guid userId, CancellationToken cancellationToken) =>
        AskAllAsync(userId, mailbox => mailbox.StartSyncAsync(cancellationToken), cancellationToken);

    public Task<IReadOnlyList<SyncStatus>> GetSyncStatusAsync(Guid userId, CancellationToken cancellationToken) =>
        AskAllAsync(userId, mailbox => mailbox.GetSyncStatusAsync(cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<SyncStatus>> AskAllAsync(
        Guid userId, Func<IMailboxGrain, Task<Outcome<SyncStatus>>> ask, CancellationToken cancellationToken)
    {
        var stored = await connections.ListAsync(userId, cancellationToken);
        var answers = await Task.WhenAll(stored.Select(connection => ask(Mailbox(userId, connection.Id))));
        return [.. answers.Select(answer => answer.Value).OfType<SyncStatus>()];
    }

    private IMailboxGrain Mailbox(Guid userId, Guid connectionId) =>
        grains.GetGrain<IMailboxGrain>(new MailboxId(userId, connectionId).ToString());
}
