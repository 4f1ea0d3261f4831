using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.Quota;
using EmailAgent.Providers.Sending;
using EmailAgent.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>One account, and what a test puts between it and a client.</summary>
internal sealed class GmailWorld : IAsyncDisposable
{
    private readonly GmailClients _clients;

    private GmailWorld(GmailMailbox mailbox, GmailProxy proxy, string email, GmailOptions options)
    {
        (Mailbox, Proxy, Email) = (mailbox, proxy, email);
        options.BaseAddress = proxy.Address;
        var wrapped = Options.Create(options);
        _clients = new GmailClients(wrapped, new InProcessQuotaLedger(TimeProvider.System), TimeProvider.System);
        Client = _clients.Open(email, Tokens);
        Submitter = new GmailSubmitter(_clients, wrapped);
        Identities = new GmailIdentities(_clients);
        Provider = new GmailProvider(_clients, wrapped, TimeProvider.System, NullLogger<GmailProvider>.Instance);
    }

    public string Email { get; }

    public GmailProxy Proxy { get; }

    public GmailMailbox Mailbox { get; }

    public TestTokens Tokens { get; } = new();

    public GmailClient Client { get; }

    public IMailboxProvider Provider { get; }

    public IMailSubmitter Submitter { get; }

    public IIdentitySource Identities { get; }

    public MailboxAccount Account => new(new GmailAccountSettings(Email).ToJson(), new TokenCredentials(Tokens));

    public static async Task<GmailWorld> StartAsync(EmulateServer emulate, string email, Action<GmailOptions>? configure = null, int seed = 1)
    {
        // Failures cost no time.
        var options = new GmailOptions
        {
            FirstRetry = TimeSpan.FromMilliseconds(1),
            LongestRetry = TimeSpan.FromMilliseconds(20),
            BackfillMessages = 5,
            Quota = { Enabled = false },
            Breaker = { ConnectionFailures = int.MaxValue, ProviderConnections = int.MaxValue },
        };
        configure?.Invoke(options);
        return new GmailWorld(new GmailMailbox(emulate, email), await GmailProxy.StartAsync(emulate, email, seed), email, options);
    }

    /// <summary>Puts messages m0, m1 ... into the inbox, each a minute older than the one before.</summary>
    /// <returns>Their ids, in this order.</returns>
    public async Task<IReadOnlyList<string>> FillAsync(int count, DateTimeOffset newest)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(await Mailbox.ImportAsync(GmailMailbox.Message($"m{i}", newest.AddMinutes(-i)), ["INBOX", "UNREAD"]));
        }

        return ids;
    }

    /// <summary>Holds the copy to be what the server has: ids, labels, and all of the content.</summary>
    public async Task AssertEqualAsync(LabelledCopy copy)
    {
        Assert.Equal(Lines(await Mailbox.StateAsync()), Lines(copy.State()));
        Assert.DoesNotContain(copy.Messages.Values, message => message.IsPartial);
    }

    public static IEnumerable<string> Lines(SortedDictionary<string, string[]> state) => state.Select(entry => $"{entry.Key}: {string.Join(' ', entry.Value)}");

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        Mailbox.Dispose();
        await Proxy.DisposeAsync();
    }
}
