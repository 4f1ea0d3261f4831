using EmailAgent.Providers.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>One Dovecot for all tests of a class; each test has its own user.</summary>
public sealed class DovecotFixture : IAsyncLifetime
{
    private static int _users;

    public DovecotServer? Server { get; private set; }

    public async Task InitializeAsync()
    {
        if (DovecotServer.Missing is null) Server = await DovecotServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (Server is { } server) await server.DisposeAsync();
    }

    internal SyncedMailbox NewMailbox(int? port = null, ImapSyncOptions? options = null) => new(Server!, $"user{Interlocked.Increment(ref _users)}", port, options);
}
