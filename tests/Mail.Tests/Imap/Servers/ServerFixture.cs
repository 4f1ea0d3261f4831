using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Servers;

/// <summary>One server of each kind, started when a test first asks for it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public const string Dovecot = "Dovecot";
    public const string Cyrus = "Cyrus";
    public const string Courier = "Courier";

    private static int _mailboxes;

    private readonly Lazy<Task<DovecotServer>> _dovecot = new(() => DovecotServer.StartAsync());
    private readonly Lazy<Task<ImapPeer>> _cyrus = new(CyrusServer.StartAsync);
    private readonly Lazy<Task<ImapPeer>> _courier = new(CourierServer.StartAsync);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_dovecot.IsValueCreated)
        {
            await (await _dovecot.Value).DisposeAsync();
        }

        foreach (var peer in new[] { _cyrus, _courier }.Where(peer => peer.IsValueCreated))
        {
            await (await peer.Value).DisposeAsync();
        }
    }

    /// <summary>A connection of the one user whom all tests share.</summary>
    public async Task<ImapClient> LoginAsync(string server, ImapClientOptions? options = null)
    {
        var port = server switch
        {
            Dovecot => (await _dovecot.Value).ImapPort,
            Cyrus => (await _cyrus.Value).Port,
            _ => (await _courier.Value).Port,
        };
        var client = await ImapClient.ConnectAsync(new ImapEndpoint(ImapPeer.Host, port, ImapSecurity.None), options);
        await client.LoginAsync("tester", DovecotServer.DefaultPassword);
        return client;
    }

    /// <summary>A mailbox of the test's own, with a name that needs encoding.</summary>
    public static async Task<ImapMailbox> NewMailboxAsync(ImapClient client)
    {
        var mailbox = await NameAsync(client, $"Köpfe & {Interlocked.Increment(ref _mailboxes)}");
        await client.Mailboxes.CreateAsync(mailbox);
        return mailbox;
    }

    /// <summary>A name where the user's own mailboxes are.</summary>
    public static async Task<ImapMailbox> NameAsync(ImapClient client, string name)
    {
        var space = (await client.Mailboxes.NamespacesAsync()).Personal[0];
        return ImapMailbox.FromName(space.Prefix + name);
    }

    public static async Task<List<ImapFetch>> FetchAsync(ImapClient client, UidSet uids, ImapFetchQuery query)
    {
        var result = new List<ImapFetch>();
        await foreach (var fetch in client.UidFetchAsync(uids, query))
        {
            result.Add(fetch);
        }

        return result;
    }
}
