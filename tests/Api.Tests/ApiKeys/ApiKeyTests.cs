using System.Text;
using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.ApiKeys;

[Collection(ApiTests.Name)]
public sealed class ApiKeyTests(ApiFixture fixture)
{
    private const string Profile = "/api/v1/profile";

    [PostgresFact]
    public async Task Key_InEitherHeader_LetsIn()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var nobody = fixture.Host.Anonymous();
        var created = await owner.CreateAsync("account:read");
        using var bearer = owner.With(created);

        Assert.Equal(200, (int)(await bearer.GetAsync(Profile)).Status);
        Assert.Equal(200, (int)(await nobody.GetWithKeyAsync(Profile, created.Text("key"))).Status);
        (await owner.GetWithKeyAsync(Profile, created.Text("key"))).IsProblem(401, "unauthenticated"); // two credentials
        (await nobody.GetAsync($"/api/v1/events/stream?access_token={created.Text("key")}")).IsProblem(401, "unauthenticated");
    }

    [PostgresFact]
    public async Task Key_OnceMade_IsShownAndStoredNowhere()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var created = await owner.CreateAsync("mail:read", "events:read");
        var key = created.Text("key");

        var listed = Assert.Single((await owner.GetAsync(KeyCalls.Path)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(created.Text("id"), listed.GetProperty("id").GetString());
        Assert.Equal(key[^4..], listed.GetProperty("hint").GetString());
        Assert.Equal(["mail:read", "events:read"], listed.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!));
        Assert.False(listed.TryGetProperty("key", out _));
        await using var command = fixture.Host.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("SELECT count(*) FROM api_keys k WHERE k::text LIKE '%' || $1 || '%' OR k.secret_hash = sha256($2)");
        command.Parameters.Add(new NpgsqlParameter { Value = key[8..40] });
        command.Parameters.Add(new NpgsqlParameter { Value = Encoding.ASCII.GetBytes(key) });
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task Key_WithoutTheScope_Is403NamingIt()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var key = owner.With(await owner.CreateAsync("mail:read"));

        Assert.Equal(200, (int)(await key.GetAsync("/api/v1/emails")).Status);
        Assert.Contains("account:read", (await key.GetAsync(Profile)).IsProblem(403, "missing_permission").Text("detail"), StringComparison.Ordinal);
        Assert.Contains("account:admin", (await key.CreateAsync("mail:read")).IsProblem(403, "missing_permission").Text("detail"), StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("account:admin")]
    [InlineData("instance:read")]
    [InlineData("instance:admin")]
    [InlineData("mail:write")]
    [InlineData("*")]
    public async Task Scopes_NotToBeGiven_AreRefused(string scope)
    {
        using var owner = await fixture.Host.RegisterAsync();
        Assert.Equal(["scopes"], (await owner.CreateAsync("mail:read", scope)).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresTheory]
    [InlineData("""{"scopes":["mail:read"]}""", "name")]
    [InlineData("""{"name":"x"}""", "scopes")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":[null]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["mail:read"],"expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"x","scopes":["mail:read"],"expires_at":"soon"}""", "expires_at")]
    [InlineData("""{"name":"x","scopes":["mail:read"],"allowed_addresses":["10.0.0.0/33"]}""", "allowed_addresses")]
    [InlineData("""{"name":"x","scopes":["mail:read"],"allowed_addresses":[]}""", "allowed_addresses")]
    [InlineData("""{"name":"x","scopes":["mail:read"],"connection_ids":["0123456789abcdef0123456789abcdef"]}""", "connection_ids")]
    [InlineData("""{"name":"x","scopes":["mail:read"],"connection_ids":[]}""", "connection_ids")]
    public async Task Requests_ThatCannotBeUsed_NameTheField(string body, string field)
    {
        using var owner = await fixture.Host.RegisterAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, KeyCalls.Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        Assert.Equal([field], (await owner.SendAsync(request)).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Key_Revoked_IsRefusedAtOnce()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var created = await owner.CreateAsync("account:read");
        using var key = owner.With(created);
        Assert.Equal(200, (int)(await key.GetAsync(Profile)).Status);

        Assert.Equal(204, (int)(await owner.DeleteAsync($"{KeyCalls.Path}/{created.Text("id")}")).Status);

        var refused = (await key.GetAsync(Profile)).IsProblem(401, "unauthenticated");
        Assert.Contains("invalid_token", refused.Header("WWW-Authenticate"), StringComparison.Ordinal);
        (await owner.DeleteAsync($"{KeyCalls.Path}/{created.Text("id")}")).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Key_OfAnother_LooksLikeNone()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var stranger = await fixture.Host.RegisterAsync();
        var created = await owner.CreateAsync("account:read");
        (await stranger.DeleteAsync($"{KeyCalls.Path}/{created.Text("id")}")).IsProblem(404, "not_found");
        (await stranger.PatchAsync($"{KeyCalls.Path}/{created.Text("id")}", new { name = "mine" })).IsProblem(404, "not_found");
        Assert.Equal(200, (int)(await owner.With(created).GetAsync(Profile)).Status);
    }

    [PostgresFact]
    public async Task Key_Changed_CanOnlyLose()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var created = await owner.CreateAsync("account:read", "mail:read");
        var path = $"{KeyCalls.Path}/{created.Text("id")}";
        using var key = owner.With(created);
        Assert.Equal(200, (int)(await key.GetAsync(Profile)).Status);

        Assert.Equal(["scopes"], (await owner.PatchAsync(path, new { scopes = new[] { "mail:read", "mail:modify" } })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal("other", (await owner.PatchAsync(path, new { name = "other", scopes = new[] { "mail:read" } })).Text("name"));

        (await key.GetAsync(Profile)).IsProblem(403, "missing_permission");
        Assert.Equal(200, (int)(await key.GetAsync("/api/v1/emails")).Status);
    }

    [PostgresFact]
    public async Task Key_BoundToOtherAddresses_IsRefusedHere()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var here = owner.With(await owner.PostAsync(KeyCalls.Path, new { name = "x", scopes = new[] { "account:read" }, allowed_addresses = new[] { "127.0.0.0/8", "::1" } }));
        using var elsewhere = owner.With(await owner.PostAsync(KeyCalls.Path, new { name = "x", scopes = new[] { "account:read" }, allowed_addresses = new[] { "192.0.2.0/24" } }));
        Assert.Equal(200, (int)(await here.GetAsync(Profile)).Status);
        Assert.Contains("address", (await elsewhere.GetAsync(Profile)).IsProblem(401, "unauthenticated").Text("detail"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Key_Used_SaysWhen()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var created = await owner.CreateAsync("account:read");
        await owner.With(created).GetAsync(Profile);
        await Eventually.True(async () =>
            (await owner.GetAsync(KeyCalls.Path)).Json.GetProperty("items")[0].GetProperty("last_used_at").ValueKind == System.Text.Json.JsonValueKind.String);
    }

    [PostgresFact]
    public async Task Keys_TooMany_AreRefused()
    {
        using var owner = await fixture.Host.RegisterAsync();
        for (var i = 0; i < 50; i++)
            Assert.Equal(201, (int)(await owner.CreateAsync("mail:read")).Status);
        (await owner.CreateAsync("mail:read")).IsProblem(409, "too_many");
    }

    [PostgresTheory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("ea_live_")]
    [InlineData("ea_live_0000000000000000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Text_ThatIsNoKey_Is401(string text)
    {
        using var nobody = fixture.Host.Anonymous();
        (await nobody.GetWithKeyAsync(Profile, text)).IsProblem(401, "unauthenticated");
    }

    [PostgresFact]
    public async Task Socket_OfARevokedKey_DeliversNothingMoreAndCloses()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var writer = new EventWriter(owner);
        var created = await owner.CreateAsync("events:read");
        using var byHeader = await EventSocket.OpenAsync(fixture.Host, bearer: created.Text("key"));
        using var byFrame = await EventSocket.OpenAsync(fixture.Host);
        await byFrame.SendAsync(new { type = "auth", access_token = created.Text("key") });
        foreach (var socket in new[] { byHeader, byFrame })
            await socket.ReceiveAsync("ready");
        await writer.AppendAsync("email.received");
        foreach (var socket in new[] { byHeader, byFrame })
            await socket.ReceiveAsync("email.received");

        await owner.DeleteAsync($"{KeyCalls.Path}/{created.Text("id")}");
        await writer.AppendAsync("email.updated");

        foreach (var socket in new[] { byHeader, byFrame })
        {
            Assert.Null(await socket.ReceiveAsync());
            Assert.Equal(4401, (int)socket.CloseStatus!);
        }
    }
}
