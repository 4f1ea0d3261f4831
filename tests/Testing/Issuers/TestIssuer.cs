using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Testing;

/// <summary>An OpenID Connect issuer on loopback, with as much of one as a resource server sees; a test can have it misbehave.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "our-api";

    private readonly WebApplication _app;

    private TestIssuer(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public TokenForge Forge { get; private set; } = new();

    /// <summary>Replaces the answer to a path that ends so.</summary>
    public Func<HttpContext, Task>? Discovery { get; set; }

    /// <inheritdoc cref="Discovery"/>
    public Func<HttpContext, Task>? KeySet { get; set; }

    public int KeyFetches { get; private set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new TestIssuer(app);
        app.MapGet("/.well-known/openid-configuration", context => (issuer.Discovery ?? issuer.DescribeAsync)(context));
        app.MapGet("/jwks", context =>
        {
            issuer.KeyFetches++;
            return (issuer.KeySet ?? issuer.PublishAsync)(context);
        });
        await app.StartAsync();
        issuer.Address = app.Urls.Single();
        return issuer;
    }

    /// <summary>Replaces the keys by new ones with new ids.</summary>
    public void Rotate()
    {
        using var before = Forge;
        Forge = new TokenForge($"-{Guid.NewGuid():N}");
    }

    /// <summary>Returns the configuration that trusts the issuer under the name <c>test</c>.</summary>
    public Dictionary<string, string?> Settings(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Authentication:Issuers:test:Issuer"] = Address,
            ["Authentication:Issuers:test:Audience"] = Audience,
            ["Authentication:Issuers:test:Timeout"] = "00:01:00",
        };
        foreach (var (key, value) in more)
            settings[$"Authentication:Issuers:test:{key}"] = value;
        return settings;
    }

    /// <summary>Returns a valid token, changed as the test requires.</summary>
    public string Token(string subject, params (string Name, JsonNode? Value)[] claims)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject { ["iss"] = Address, ["aud"] = Audience, ["sub"] = subject, ["exp"] = now + 3600 };
        foreach (var (name, value) in claims)
            payload[name] = value;
        return Forge.Sign(Forge.OwnHeader(), payload);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Forge.Dispose();
    }

    private Task DescribeAsync(HttpContext context) =>
        context.Response.WriteAsJsonAsync(new JsonObject { ["issuer"] = Address, ["jwks_uri"] = $"{Address}/jwks" });

    private Task PublishAsync(HttpContext context) => context.Response.WriteAsJsonAsync(Forge.KeySetJson());
}
