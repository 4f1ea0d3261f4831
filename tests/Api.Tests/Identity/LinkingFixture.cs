using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>A host that trusts an issuer, whose verified addresses lead to our own accounts.</summary>
public sealed class LinkingFixture : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private TestIssuer? _issuer;
    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("PostgreSQL is missing.");

    internal TestIssuer Issuer => _issuer ?? throw new InvalidOperationException("PostgreSQL is missing.");

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        _issuer = await TestIssuer.StartAsync();
        _host = await ApiHost.StartAsync(settings: _issuer.Settings(("LinkByEmail", "true")));
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_issuer is not null)
            await _issuer.DisposeAsync();
    }

    /// <summary>Somebody who has registered an address here.</summary>
    public async Task<(ApiClient User, ApiAnswer Session)> RegisterAsync(string email)
    {
        using var anonymous = Host.Anonymous();
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password });
        Assert.Equal(201, (int)session.Status);
        var user = session.Json.GetProperty("user").GetProperty("id").GetString()!;
        return (new ApiClient(Host, session.Text("access_token")) { UserId = Guid.ParseExact(user, "N") }, session);
    }

    /// <summary>Comes in with a new token of the issuer.</summary>
    internal async Task<ApiAnswer> SignInAsync(string subject, params (string Name, System.Text.Json.Nodes.JsonNode? Value)[] claims)
    {
        using var user = new ApiClient(Host, Issuer.Token(subject, claims));
        var profile = await user.GetAsync("/api/v1/profile");
        Assert.Equal(200, (int)profile.Status);
        return profile;
    }
}
