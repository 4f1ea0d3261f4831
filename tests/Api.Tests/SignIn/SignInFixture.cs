using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Providers;
using EmailAgent.Providers.Imap;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmailAgent.Api.Tests.SignIn;

/// <summary>The product as a client of Google's and Microsoft's sign-in, as emulate plays them, with a proxy before each.</summary>
public sealed class SignInFixture : IAsyncLifetime
{
    public const string SharedToken = "a-secret-in-the-address";

    public const string RedirectUri = "http://localhost:5173/connected?from=provider";

    private readonly List<IAsyncDisposable> _owned = [];

    public ApiHost Host { get; private set; } = null!;

    public TokenProxy Google { get; private set; } = null!;

    public TokenProxy Microsoft { get; private set; } = null!;

    /// <summary>Signs as Pub/Sub does.</summary>
    public PushSigner Signer { get; private set; } = null!;

    /// <summary>The product's clock, which a test can put forward.</summary>
    public ShiftedClock Clock { get; } = new();

    public async Task InitializeAsync()
    {
        if (EmulateServer.Missing is not null || PostgresServer.Missing is not null)
            return;
        var google = Own(await EmulateServer.StartAsync("google", Seed("google")));
        var microsoft = Own(await EmulateServer.StartAsync("microsoft", Seed("microsoft")));
        Signer = Own(await PushSigner.StartAsync());
        Google = Own(await TokenProxy.StartAsync(google.Address));
        Microsoft = Own(await TokenProxy.StartAsync(microsoft.Address));
        Host = Own(await ApiHost.StartAsync(
            Clock,
            settings: new Dictionary<string, string?>
            {
                ["OAuth:RedirectUris:0"] = "https://mail.example.org/connected",
                ["OAuth:RedirectUris:1"] = RedirectUri,
                ["OAuth:Google:ClientId"] = "client",
                ["OAuth:Google:ClientSecret"] = "secret",
                ["OAuth:Google:AuthorizationEndpoint"] = $"{google.Address}o/oauth2/v2/auth",
                ["OAuth:Google:TokenEndpoint"] = $"{Google.Address}oauth2/token",
                ["OAuth:Google:RevocationEndpoint"] = $"{Google.Address}oauth2/revoke",
                ["OAuth:Google:KeysEndpoint"] = $"{google.Address}oauth2/v3/certs",
                ["OAuth:Google:Issuer"] = google.Address.ToString().TrimEnd('/'),
                ["OAuth:Google:Timeout"] = "00:00:10",
                ["OAuth:Microsoft:ClientId"] = "client",
                ["OAuth:Microsoft:ClientSecret"] = "secret",
                ["OAuth:Microsoft:AuthorizationEndpoint"] = $"{microsoft.Address}oauth2/v2.0/authorize",
                ["OAuth:Microsoft:TokenEndpoint"] = $"{Microsoft.Address}oauth2/v2.0/token",
                ["OAuth:Microsoft:KeysEndpoint"] = $"{microsoft.Address}discovery/v2.0/keys",
                ["OAuth:Microsoft:Issuer"] = $"{microsoft.Address}{{tenantid}}/v2.0",
                ["Gmail:BaseAddress"] = google.Address.ToString(),
                ["Gmail:PushTopic"] = "projects/p/topics/t",
                ["Gmail:Quota:Enabled"] = "false",
                ["Gmail:Push:Audience"] = PushSigner.Audience,
                ["Gmail:Push:ServiceAccount"] = PushSigner.ServiceAccount,
                ["Gmail:Push:KeysEndpoint"] = Signer.Keys.ToString(),
                ["Gmail:Push:SharedToken"] = SharedToken,
                ["Mailboxes:PollInterval"] = "00:00:01",
                ["Mailboxes:FirstRetry"] = "00:00:00.2",
                ["Mailboxes:LongestRetry"] = "00:00:01",
            },
            configure: services => services.RemoveAll<IMailboxProvider>().AddSingleton<IMailboxProvider, ImapProvider>()
                .AddSingleton<IMailboxProvider>(new TokenMailboxProvider("gmail", new Uri(Google.Address, "oauth2/v2/userinfo")))
                .AddSingleton<IMailboxProvider>(new TokenMailboxProvider("outlook", new Uri(Microsoft.Address, "oidc/userinfo")))));
    }

    public async Task DisposeAsync()
    {
        foreach (var owned in Enumerable.Reverse(_owned))
            await owned.DisposeAsync();
    }

    /// <summary>Has a user sign in with a provider up to the moment when the browser comes back; answers what it brings.</summary>
    public static async Task<(string Code, string State)> SignInAsync(ApiClient user, string provider, string email)
    {
        var begun = await user.PostAsync($"/api/v1/connections/{provider}/auth-url", new { redirect_uri = RedirectUri });
        var back = await BrowserSignIn.RunAsync(begun.Text("url"), email);
        Assert.StartsWith(RedirectUri, back.ToString(), StringComparison.Ordinal);
        return (BrowserSignIn.Parameter(back, "code"), BrowserSignIn.Parameter(back, "state"));
    }

    /// <summary>Connects a mailbox.</summary>
    public static async Task<ApiAnswer> ConnectAsync(ApiClient user, string provider, string email)
    {
        var (code, state) = await SignInAsync(user, provider, email);
        return await user.PostAsync($"/api/v1/connections/{provider}/callback", new { code, state });
    }

    /// <summary>Waits until a connection has a status.</summary>
    public static Task StatusAsync(ApiClient user, string id, string status) => Eventually.True(
        async () => (await user.GetAsync($"/api/v1/connections/{id}")).Text("status") == status);

    private static string Seed(string service) => $$"""
        {{service}}:
          users: [{email: ann@example.com}, {email: ben@example.com}, {email: cat@example.com}, {email: dan@example.com}, {email: eve@example.com}, {email: nan@example.com}]
          oauth_clients: [{client_id: client, client_secret: secret, name: EmailAgent, redirect_uris: ["{{RedirectUri}}"]}]
        """;

    private T Own<T>(T owned)
        where T : IAsyncDisposable
    {
        _owned.Add(owned);
        return owned;
    }
}
