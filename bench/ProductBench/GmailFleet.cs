using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>Many Gmail accounts, and the product's users who sign in with them.</summary>
internal sealed class GmailFleet : IAsyncDisposable
{
    private const int SignInsAtOnce = 4;

    private GmailFleet(EmulateServer emulate, GmailProxy proxy) => (Emulate, Proxy) = (emulate, proxy);

    public EmulateServer Emulate { get; }

    public GmailProxy Proxy { get; }

    public static string Email(int mailbox) => $"m{mailbox}@gmail.com";

    public static async Task<GmailFleet> StartAsync(int mailboxes)
    {
        var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed([.. Enumerable.Range(0, mailboxes).Select(Email)]));
        return new GmailFleet(emulate, await GmailProxy.StartAsync(emulate, email: null));
    }

    /// <summary>Signs in a new user with some of the accounts.</summary>
    public static async Task<FleetUser> ConnectAsync(Uri product, IEnumerable<int> mailboxes)
    {
        var client = new HttpClient { BaseAddress = product };
        var account = await Account.RegisterAsync(client);
        await Parallel.ForEachAsync(
            mailboxes, new ParallelOptions { MaxDegreeOfParallelism = SignInsAtOnce }, async (mailbox, _) => await GoogleSignIn.ConnectAsync(client, Email(mailbox)));
        return new FleetUser(client, account);
    }

    /// <summary>Delivers mail to a mailbox.</summary>
    public async Task ImportAsync(int mailbox, ReadOnlyMemory<byte> message)
    {
        using var server = new GmailMailbox(Emulate, Email(mailbox));
        await server.ImportAsync(message, ["INBOX", "UNREAD"]);
    }

    public async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await Emulate.DisposeAsync();
    }
}

internal sealed record FleetUser(HttpClient Client, Account Account) : IDisposable
{
    /// <summary>Counts the messages in all of the user's mailboxes.</summary>
    public async Task<long> CountAsync() => (await Account.GetAsync<SyncListAnswer>("/sync/status")).Items.Sum(status => status.MessagesSynced);

    public void Dispose() => Client.Dispose();
}
