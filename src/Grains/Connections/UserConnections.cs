using EmailAgent.Grains.Access;
using EmailAgent.Storage.Connections;

namespace EmailAgent.Grains.Connections;

/// <summary>A user's connections, for the user's grain.</summary>
internal sealed class UserConnections(ConnectionStore connections, IGrainFactory grains)
{
    /// <summary>Needs nothing but the user's password.</summary>
    public static ProviderInfo Imap { get; } = new(Providers.Imap.ImapProvider.ProviderName, "IMAP", "password", Configured: true, Note: null);

    public async Task<IReadOnlyList<Connection>> ListAsync(Visibility visible, CancellationToken cancellationToken) =>
        [.. (await FindAsync(visible, cancellationToken)).Select(stored => stored.ToConnection())];

    public Task<Outcome<Connection>> ConnectImapAsync(Guid userId, ImapConnectionRequest request, CancellationToken cancellationToken) =>
        Mailbox(userId, Guid.CreateVersion7()).ConnectAsync(request, cancellationToken);

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
