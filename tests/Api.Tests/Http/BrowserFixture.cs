using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Http;

/// <summary>A host that names another site and a proxy, and has no patience.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Friend = "https://mail.example.org";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Cors:Origins:0"] = Friend,
        ["Http:TrustedProxies:0"] = "127.0.0.0/8",
        ["Http:RequestTimeout"] = "00:00:05",
    };

    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("PostgreSQL is missing.");

    public async Task InitializeAsync() => _host = PostgresServer.Missing is null ? await ApiHost.StartAsync(settings: Settings) : null;

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }
}
