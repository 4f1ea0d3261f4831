using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Connections;

/// <summary>Mail servers are found for users who do not know them.</summary>
[Collection(ApiTests.Name)]
public sealed class DiscoveryTests(ApiFixture fixture)
{
    private const string Discover = "/api/v1/connections/discover";
    private const string Connect = "/api/v1/connections/imap";

    [PostgresFact]
    public async Task Discover_LargeProvider_ShowsItsServers()
    {
        using var user = await fixture.Host.RegisterAsync();

        var answer = await user.PostAsync(Discover, new { email = "ada@fastmail.com" });

        Assert.Equal(200, (int)answer.Status);
        Assert.Equal(("imap", "password", "provider", "high"), (answer.Text("provider"), answer.Text("sign_in"), answer.Text("source"), answer.Text("confidence")));
        var server = answer.Json.GetProperty("imap");
        Assert.Equal("imap.fastmail.com", server.GetProperty("host").GetString());
        Assert.Equal(("ada@fastmail.com", "tls"), (server.GetProperty("username").GetString(), server.GetProperty("security").GetString()));
        Assert.Equal(465, answer.Json.GetProperty("smtp").GetProperty("port").GetInt32());
        Assert.NotEqual(0, answer.Json.GetProperty("notes").GetArrayLength());
    }

    [PostgresFact]
    public async Task Discover_DomainWithoutServers_ShowsNone()
    {
        using var user = await fixture.Host.RegisterAsync();

        var answer = await user.PostAsync(Discover, new { email = "ada@nothing.example" });

        Assert.Equal(200, (int)answer.Status);
        foreach (var field in new[] { "imap", "smtp", "source", "confidence" })
            Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.Json.GetProperty(field).ValueKind);
        Assert.Equal(1, answer.Json.GetProperty("notes").GetArrayLength());
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("ada@http://example.org/")]
    public async Task Discover_WhatIsNoAddress_IsRefused(string? email)
    {
        using var user = await fixture.Host.RegisterAsync();

        Assert.Equal(["email"], (await user.PostAsync(Discover, new { email })).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Discover_OverTheLimit_IsRefused()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["RateLimits:Lookup:PerUser"] = "1" });
        using var user = await host.RegisterAsync();

        Assert.Equal(200, (int)(await user.PostAsync(Discover, new { email = "ada@fastmail.com" })).Status);
        (await user.PostAsync(Discover, new { email = "ada@fastmail.com" })).IsProblem(429, "rate_limited");
    }

    [PostgresFact]
    public async Task Connect_OverTheLimit_IsRefused()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["RateLimits:Lookup:PerUser"] = "1" });
        using var user = await host.RegisterAsync();

        (await user.PostAsync(Connect, new { email = "ada@nothing.example", password = "p" })).IsProblem(422, "server_not_found");
        (await user.PostAsync(Connect, new { email = "ada@nothing.example", password = "p" })).IsProblem(429, "rate_limited");
    }

    [PostgresFact]
    public async Task Discover_RecordsOfTheDomain_AreShown()
    {
        await using var dns = ScriptedDnsServer.Start();
        dns.AddService("_imaps._tcp.example.org", "mail.example.org", 993);
        dns.AddService("_submissions._tcp.example.org", "mail.example.org", 465);
        await using var host = await ApiHost.StartAsync(settings: Lookups(dns));
        using var user = await host.RegisterAsync();

        var answer = await user.PostAsync(Discover, new { email = "ada@example.org" });

        Assert.Equal(("srv", "high"), (answer.Text("source"), answer.Text("confidence")));
        Assert.Equal("mail.example.org", answer.Json.GetProperty("imap").GetProperty("host").GetString());
    }

    [PostgresFact]
    public async Task Connect_WithoutHost_ForAnAddressWithoutServers_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();

        (await user.PostAsync(Connect, new { email = "ada@nothing.example", password = "p" })).IsProblem(422, "server_not_found");
        Assert.Equal(["host"], (await user.PostAsync(Connect, new { username = "ada", password = "p" })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["username"], (await user.PostAsync(Connect, new { password = "p" })).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Connect_WithoutHost_SendsNoPasswordToServersThatMustBeConfirmed()
    {
        await using var dns = ScriptedDnsServer.Start();
        dns.AddService("_imaps._tcp.lured.example", "mail.elsewhere.example", 993);
        dns.AddService("_submissions._tcp.lured.example", "mail.elsewhere.example", 465);
        await using var host = await ApiHost.StartAsync(settings: Lookups(dns));
        using var user = await host.RegisterAsync();

        var answer = (await user.PostAsync(Connect, new { email = "ada@lured.example", password = "p" })).IsProblem(400, "validation_failed");

        Assert.Equal(["host"], answer.ErrorFields());
        Assert.Contains("mail.elsewhere.example", answer.Text("detail"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Connect_WithUnusableSubmissionServer_NamesItsFields()
    {
        using var user = await fixture.Host.RegisterAsync();

        var missing = await user.PostAsync(Connect, new { host = "localhost", username = "u", password = "p", smtp = new { port = 465 } });
        Assert.Equal(["smtp.host"], missing.IsProblem(400, "validation_failed").ErrorFields());
        var unusable = await user.PostAsync(Connect, new { host = "localhost", username = "u", password = "p", smtp = new { host = "a b" } });
        Assert.Equal(["smtp.host"], unusable.IsProblem(400, "validation_failed").ErrorFields());
    }

    private static Dictionary<string, string?> Lookups(ScriptedDnsServer dns) => new()
    {
        ["Discovery:Lookups"] = "true",
        ["Discovery:NameServers:0"] = dns.Address,
        ["Discovery:ServerTimeout"] = "00:00:01",
    };
}
