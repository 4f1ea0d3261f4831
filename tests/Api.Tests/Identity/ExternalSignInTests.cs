using System.Text.Json.Nodes;
using Dapper;
using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>From another issuer's token to a user of ours.</summary>
public sealed class ExternalSignInTests : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private readonly ShiftedClock _clock = new();
    private TestIssuer _issuer = null!;
    private ApiHost _host = null!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        _issuer = await TestIssuer.StartAsync();
        _host = await ApiHost.StartAsync(_clock, settings: _issuer.Settings(("LinkByEmail", "true"), ("AdminRoles", "chief")));
    }

    public async Task DisposeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [PostgresFact]
    public async Task FirstSight_MakesTheUser_LaterOnesBringItUpToDate()
    {
        var first = await ProfileAsync(_issuer.Token("u1", ("email", "ann@example.org"), ("given_name", "Ann")));
        Assert.Equal(("ann@example.org", "Ann", null), (first.Text("email"), first.Text("first_name"), first.Text("last_name")));

        var married = _issuer.Token("u1", ("email", "ann@example.com"), ("given_name", "Ann"), ("family_name", "Lee"));
        var later = await ProfileAsync(married);
        Assert.Equal(first.Text("id"), later.Text("id"));
        Assert.Equal(("ann@example.com", "Lee"), (later.Text("email"), later.Text("last_name")));

        // What the user changes here stays until the issuer has something new to say.
        using var user = new ApiClient(_host, married);
        await user.PatchAsync("/api/v1/profile", new { first_name = "Annie" });
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("Annie", (await ProfileAsync(married)).Text("first_name"));
        Assert.Equal("Annie", (await ProfileAsync(_issuer.Token("u1", ("email", "ann@example.com"), ("given_name", "Ann"), ("family_name", "Lee"), ("jti", "2")))).Text("first_name"));
    }

    [PostgresTheory]
    [InlineData("not an address", "x\ny")]
    [InlineData(null, null)]
    [InlineData("nul\0@example.org", "\0")]
    [InlineData("", "  ")]
    public async Task FirstSight_UnusableProfile_IsLeftOut(string? email, string? name)
    {
        var profile = await ProfileAsync(_issuer.Token("u1", ("email", email), ("given_name", name), ("family_name", new string('x', 200))));
        Assert.Equal((null, null, null), (profile.Text("email"), profile.Text("first_name"), profile.Text("last_name")));
    }

    [PostgresFact]
    public async Task FirstSight_ManyRequestsTogether_MakeOneUserAsTheLastTokenSays()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var tokens = Enumerable.Range(0, 20).Select(i => _issuer.Token("u1", ("iat", now - 100 + i), ("given_name", $"Ann {i}"))).ToList();
        var profiles = await Task.WhenAll(tokens.Select(ProfileAsync));
        Assert.Single(profiles.Select(profile => profile.Text("id")).Distinct());
        Assert.Equal(1, await CountAsync("users"));
        Assert.Equal("Ann 19", (await ProfileAsync(tokens[0])).Text("first_name"));
    }

    [PostgresFact]
    public async Task OtherSubjectOrIssuer_IsAnotherUser()
    {
        await using var other = await TestIssuer.StartAsync();
        var settings = _issuer.Settings();
        settings["Authentication:Issuers:other:Issuer"] = other.Address;
        settings["Authentication:Issuers:other:Audience"] = TestIssuer.Audience;
        await using var host = await ApiHost.StartAsync(settings: settings);
        var ids = new List<string>();
        foreach (var token in new[] { _issuer.Token("u1"), _issuer.Token("u2"), other.Token("u1") })
        {
            using var user = new ApiClient(host, token);
            ids.Add((await user.GetAsync("/api/v1/profile")).Text("id"));
        }

        Assert.Equal(3, ids.Distinct().Count());

        // One issuer's key does not sign for the other.
        using var forged = new ApiClient(host, other.Token("u1", ("iss", _issuer.Address)));
        (await forged.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
    }

    [PostgresFact]
    public async Task VerifiedAddress_LeadsToTheAccountThatHasIt_AndClosesItToItsPassword()
    {
        var session = await RegisterAsync("ann@example.org");

        var linked = await ProfileAsync(_issuer.Token("u1", ("email", "Ann@Example.org"), ("email_verified", true), ("given_name", "Ann")));

        Assert.Equal(session.Json.GetProperty("user").GetProperty("id").GetString(), linked.Text("id"));
        Assert.Equal(("ann@example.org", "Ann"), (linked.Text("email"), linked.Text("first_name")));
        using var anonymous = _host.Anonymous();
        (await anonymous.PostAsync("/api/v1/auth/login", new { email = "ann@example.org", password = Password })).IsProblem(401, "invalid_credentials");
        (await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") })).IsProblem(401, "invalid_refresh_token");
        using var before = new ApiClient(_host, session.Text("access_token"));
        (await before.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");

        var audited = await _host.Services.GetRequiredService<AuditReader>().ListAsync(
            new AuditFilter(Guid.ParseExact(linked.Text("id"), "N"), "auth.take_over", null, null, null, 10, null), after: null, CancellationToken.None);
        Assert.Contains(_issuer.Address, Assert.Single(audited).Details, StringComparison.Ordinal);

        // The account keeps the address it is looked up by.
        var moved = await ProfileAsync(_issuer.Token("u1", ("email", "ann@example.com"), ("email_verified", true)));
        Assert.Equal((linked.Text("id"), "ann@example.org"), (moved.Text("id"), moved.Text("email")));
    }

    [PostgresTheory]
    [InlineData(true, "false")]
    [InlineData(true, "null")]
    [InlineData(false, "true")]
    public async Task UnverifiedAddressOrNoPermission_LeadsNowhere(bool allowed, string verified)
    {
        await using var host = await ApiHost.StartAsync(settings: _issuer.Settings(("LinkByEmail", allowed ? "true" : "false")));
        using var anonymous = host.Anonymous();
        var own = await anonymous.PostAsync("/api/v1/auth/register", new { email = "ann@example.org", password = Password });

        using var user = new ApiClient(host, _issuer.Token("u1", ("email", "ann@example.org"), ("email_verified", JsonNode.Parse(verified))));
        var profile = await user.GetAsync("/api/v1/profile");

        Assert.Equal("ann@example.org", profile.Text("email"));
        Assert.NotEqual(own.Json.GetProperty("user").GetProperty("id").GetString(), profile.Text("id"));
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/login", new { email = "ann@example.org", password = Password })).Status);
    }

    [PostgresFact]
    public async Task AddressOfAnExternalUser_CanBeRegistered()
    {
        var external = await ProfileAsync(_issuer.Token("u1", ("email", "ann@example.org")));
        var own = await RegisterAsync("ann@example.org");
        Assert.NotEqual(external.Text("id"), own.Json.GetProperty("user").GetProperty("id").GetString());
    }

    [PostgresFact]
    public async Task DisabledUser_IsRefusedUntilItIsNot()
    {
        var token = _issuer.Token("u1");
        await RegisterAsync("ann@example.org");
        await ExecuteAsync("UPDATE users SET disabled_at = now()");

        // A proven address leads to the disabled account, not past it.
        var proven = _issuer.Token("u2", ("email", "ann@example.org"), ("email_verified", true));
        using var linked = new ApiClient(_host, proven);
        (await linked.GetAsync("/api/v1/profile")).IsProblem(403, "account_disabled");
        Assert.Equal(1, await CountAsync("users"));
        Assert.Equal(0, await CountAsync("external_logins"));

        var id = (await ProfileAsync(token)).Text("id");
        await ExecuteAsync("UPDATE users SET disabled_at = now()");
        await ForgetAccessAsync(id);
        using var user = new ApiClient(_host, token);
        (await user.GetAsync("/api/v1/profile")).IsProblem(403, "account_disabled");
        await ExecuteAsync("UPDATE users SET disabled_at = NULL");
        await ForgetAccessAsync(id);
        Assert.Equal(id, (await ProfileAsync(token)).Text("id"));
    }

    [PostgresFact]
    public async Task DeletedUser_IsNotMadeAnew()
    {
        var token = _issuer.Token("u1", ("email", "ann@example.org"));
        await ProfileAsync(token);
        await ExecuteAsync("DELETE FROM users");
        _clock.Advance(TimeSpan.FromMinutes(1)); // for which logins are remembered

        using var user = new ApiClient(_host, token);
        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        using var later = new ApiClient(_host, _issuer.Token("u1", ("jti", "2"), ("email", "other@example.org")));
        (await later.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        Assert.Equal(0, await CountAsync("users"));
    }

    [PostgresFact]
    public async Task Issuer_Down_Is503UntilItIsBack_AndNothingToOtherTokens()
    {
        _issuer.KeySet = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        using var user = new ApiClient(_host, _issuer.Token("u1"));
        Assert.NotNull((await user.GetAsync("/api/v1/profile")).IsProblem(503, "unavailable").Header("Retry-After"));
        Assert.Equal(200, (int)(await user.GetAsync("/health")).Status);
        using var own = await _host.RegisterAsync();
        Assert.Equal(200, (int)(await own.GetAsync("/api/v1/profile")).Status);

        _issuer.KeySet = null;
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
    }

    [PostgresFact]
    public async Task Issuer_DownAfterARotation_Is503ForTheNewKeyUntilItIsBack()
    {
        using var before = new ApiClient(_host, _issuer.Token("u1"));
        Assert.Equal(200, (int)(await before.GetAsync("/api/v1/profile")).Status);
        _issuer.KeySet = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        _issuer.Rotate();
        _clock.Advance(TimeSpan.FromSeconds(10));
        using var after = new ApiClient(_host, _issuer.Token("u1"));
        Assert.NotNull((await after.GetAsync("/api/v1/profile")).IsProblem(503, "unavailable").Header("Retry-After"));
        Assert.Equal(200, (int)(await before.GetAsync("/api/v1/profile")).Status);

        _issuer.KeySet = null;
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (int)(await after.GetAsync("/api/v1/profile")).Status);
    }

    [PostgresFact]
    public async Task Keys_Rotated_AreFetchedForTheFirstTokenThatNamesThem()
    {
        using var before = new ApiClient(_host, _issuer.Token("u1"));
        Assert.Equal(200, (int)(await before.GetAsync("/api/v1/profile")).Status);

        _issuer.Rotate();
        _clock.Advance(TimeSpan.FromSeconds(10));
        using var after = new ApiClient(_host, _issuer.Token("u1"));
        Assert.Equal(200, (int)(await after.GetAsync("/api/v1/profile")).Status);
        Assert.Equal(2, _issuer.KeyFetches);

        // A withdrawn key's tokens end with what is remembered of them, before their own time.
        _clock.Advance(TimeSpan.FromMinutes(5));
        (await before.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
    }

    [PostgresFact]
    public async Task Keys_InventedByStrangers_CauseFewFetches()
    {
        await ProfileAsync(_issuer.Token("u1"));
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            var token = _issuer.Forge.Sign(new JsonObject { ["alg"] = "RS256", ["kid"] = $"invented-{i}" }, new JsonObject { ["iss"] = _issuer.Address });
            using var stranger = new ApiClient(_host, token);
            (await stranger.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        }));
        Assert.InRange(_issuer.KeyFetches, 1, 2 + (TimeProvider.System.GetElapsedTime(start).TotalSeconds / 10));
    }

    [PostgresFact]
    public async Task Role_IsTheIssuersToGiveAndToTake()
    {
        Assert.Equal("admin", (await ProfileAsync(_issuer.Token("u1", ("roles", new JsonArray("chief", "cook"))))).Text("role"));
        Assert.Equal("user", (await ProfileAsync(_issuer.Token("u1", ("roles", new JsonArray("cook"))))).Text("role"));

        // But an account of our own that it leads to is never made less.
        await RegisterAsync("ann@example.org");
        await ExecuteAsync("UPDATE users SET role = 'admin' WHERE email_key IS NOT NULL");
        Assert.Equal("admin", (await ProfileAsync(_issuer.Token("u2", ("email", "ann@example.org"), ("email_verified", true)))).Text("role"));
        Assert.Equal("admin", (await ProfileAsync(_issuer.Token("u2", ("given_name", "Ann")))).Text("role"));
    }

    [PostgresFact]
    public async Task OlderToken_ThatIsStillGood_TakesNothingBack()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string TokenOf(int age, string role, string name) => _issuer.Token("u1", ("iat", now - age), ("roles", new JsonArray(role)), ("given_name", name));
        var (older, newer) = (TokenOf(30, "chief", "Ann"), TokenOf(20, "cook", "Annie"));
        Assert.Equal("admin", (await ProfileAsync(older)).Text("role"));
        Assert.Equal("user", (await ProfileAsync(newer)).Text("role"));

        _clock.Advance(TimeSpan.FromMinutes(1)); // for which logins are remembered
        var again = await ProfileAsync(older);
        Assert.Equal(("user", "Annie"), (again.Text("role"), again.Text("first_name")));
        Assert.Equal("admin", (await ProfileAsync(TokenOf(10, "chief", "Ann"))).Text("role"));
    }

    [PostgresFact]
    public async Task WebSocket_TakesTheTokenToo()
    {
        using var byHeader = await EventSocket.OpenAsync(_host, bearer: _issuer.Token("u1"));
        await byHeader.ReceiveAsync("ready");
        using var byFrame = await EventSocket.OpenAsync(_host);
        await byFrame.SendAsync(new { type = "auth", access_token = _issuer.Token("u2") });
        await byFrame.ReceiveAsync("ready");
    }

    [PostgresFact]
    public async Task Start_WithAFaultInTheConfiguration_IsRefused()
    {
        var failure = await Record.ExceptionAsync(() => ApiHost.StartAsync(settings: _issuer.Settings(("Audience", ""))));
        Assert.Contains("Authentication:Issuers:test:Audience", failure!.Message, StringComparison.Ordinal);
    }

    private async Task<ApiAnswer> ProfileAsync(string token)
    {
        using var user = new ApiClient(_host, token);
        var answer = await user.GetAsync("/api/v1/profile");
        Assert.Equal(200, (int)answer.Status);
        return answer;
    }

    private async Task<ApiAnswer> RegisterAsync(string email)
    {
        using var anonymous = _host.Anonymous();
        var answer = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password });
        Assert.Equal(201, (int)answer.Status);
        return answer;
    }

    private Task ForgetAccessAsync(string id) => _host.Services.GetRequiredService<IClusterClient>().GetGrain<IAccessGrain>(id).ForgetAsync();

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _host.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await _host.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
    }
}
