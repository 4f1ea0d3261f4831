using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.Quota;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>One account, and what a test puts between it and a client.</summary>
internal sealed class GmailWorld : IAsyncDisposable
{
    private readonly GmailClients _clients;

    private GmailWorld(GmailMailbox mailbox, GmailProxy proxy, string email, GmailOptions options)
    {
        (Mailbox, Proxy, Email) = (mailbox, proxy, email);
        options.BaseAddress = proxy.Address;
        _clients = new GmailClients(Microsoft.Extensions.Options.Options.Create(options), new InProcessQuotaLedger(TimeProvider.System), TimeProvider.System);
        Client = _clients.Open(email, Tokens);
    }

    public string Email { get; }

    public GmailProxy Proxy { get; }

    public GmailMailbox Mailbox { get; }

    public TestTokens Tokens { get; } = new();

    public GmailClient Client { get; }

    public static async Task<GmailWorld> StartAsync(EmulateServer emulate, string email, Action<GmailOptions>? configure = null, int seed = 1)
    {
        // Failures cost no time.
        var options = new GmailOptions
        {
            FirstRetry = TimeSpan.FromMilliseconds(1),
            LongestRetry = TimeSpan.FromMilliseconds(20),
            Quota = { Enabled = false },
            Breaker = { ConnectionFailures = int.MaxValue, ProviderConnections = int.MaxValue },
        };
        configure?.Invoke(options);
        return new GmailWorld(new GmailMailbox(emulate, email), await GmailProxy.StartAsync(emulate, email, seed), email, options);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        Mailbox.Dispose();
        await Proxy.DisposeAsync();
    }
}
