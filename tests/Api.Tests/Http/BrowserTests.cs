using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Http;

/// <summary>What pages in a browser may do, and what they are told.</summary>
public sealed class BrowserTests(BrowserFixture fixture) : IClassFixture<BrowserFixture>
{
    private const string Friend = BrowserFixture.Friend;
    private const string Stranger = "https://evil.example.com";

    [PostgresTheory]
    [InlineData(Friend, true)]
    [InlineData(Stranger, false)]
    [InlineData("null", false)]
    public async Task Preflight_OfAnotherSite_IsGrantedWhereItIsNamed(string origin, bool granted)
    {
        using var browser = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/emails/1");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PATCH");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        var answer = await browser.SendAsync(request);
        Assert.Equal(granted ? origin : null, answer.Header("Access-Control-Allow-Origin"));
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
    }

    [PostgresTheory]
    [InlineData("cross-site", Stranger, true)]
    [InlineData("same-site", Stranger, true)]
    [InlineData("cross-site", null, true)]
    [InlineData("cross-site", Friend, false)]
    [InlineData("same-origin", null, false)]
    [InlineData("none", null, false)]
    [InlineData(null, Stranger, false)] // no browser of these days
    public async Task Registration_OfAnotherSite_IsRefused(string? site, string? origin, bool refused)
    {
        using var browser = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/register") { Content = JsonContent.Create(new { email = "no address", password = "correct horse" }) };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        (await browser.SendAsync(request)).IsProblem(refused ? 403 : 400, refused ? "cross_site" : "validation_failed");
    }

    [PostgresTheory]
    [InlineData(Stranger, null, true)]
    [InlineData(Stranger, "cross-site", true)]
    [InlineData("null", null, true)]
    [InlineData("http://localhost", null, true)] // another port
    [InlineData("http://127.0.0.1.evil.example.com", null, true)]
    [InlineData(Friend, "cross-site", false)]
    [InlineData("own", null, false)]
    [InlineData(Stranger, "same-origin", false)] // behind a proxy that names another host than the browser did
    [InlineData(null, null, false)]
    public async Task Socket_OfAnotherSite_IsRefused(string? origin, string? site, bool refused)
    {
        using var user = await fixture.Host.RegisterAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {user.Token}");
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin == "own" ? fixture.Host.Address.GetLeftPart(UriPartial.Authority) : origin);
        if (site is not null)
            socket.Options.SetRequestHeader("Sec-Fetch-Site", site);
        socket.Options.CollectHttpResponseDetails = true;
        var connecting = socket.ConnectAsync(new UriBuilder(fixture.Host.Address) { Scheme = "ws", Path = "/api/v1/ws" }.Uri, CancellationToken.None);
        if (refused)
            await Assert.ThrowsAsync<WebSocketException>(() => connecting);
        else
            await connecting;
        Assert.Equal(refused ? HttpStatusCode.Forbidden : HttpStatusCode.SwitchingProtocols, socket.HttpStatusCode);
    }

    [PostgresFact]
    public async Task Reading_FromAnotherSite_IsLeftToTheBrowser()
    {
        using var browser = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Origin", Friend);
        var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("RateLimit-Remaining", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Headers_KeepBrowsersFromMore()
    {
        using var browser = fixture.Host.Anonymous();
        foreach (var path in new[] { "/health", "/nowhere", "/api/v1/emails", "/docs/index.html" })
        {
            var answer = await browser.GetAsync(path);
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("DENY", answer.Header("X-Frame-Options"));
            Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
            Assert.Equal("same-origin", answer.Header("Cross-Origin-Opener-Policy"));
            Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
            Assert.Equal("none", answer.Header("X-Permitted-Cross-Domain-Policies"));
            Assert.Contains("camera=()", answer.Header("Permissions-Policy"), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Contains(path.StartsWith("/docs", StringComparison.Ordinal) ? "default-src 'self'" : "default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Null(answer.Header("Strict-Transport-Security")); // over HTTP it means nothing
        }

        var behindTls = new HttpRequestMessage(HttpMethod.Get, "/health");
        behindTls.Headers.Add("X-Forwarded-For", "198.51.100.1");
        behindTls.Headers.Add("X-Forwarded-Proto", "https");
        Assert.Contains("max-age=", (await browser.SendAsync(behindTls)).Header("Strict-Transport-Security"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Request_ThatTakesTooLong_Is503()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // takes connections and says nothing
        silent.Start();
        using var user = await fixture.Host.RegisterAsync();
        var body = new { host = "127.0.0.1", port = ((IPEndPoint)silent.LocalEndpoint).Port, username = "u", password = "p", security = "none" };
        (await user.PostAsync("/api/v1/connections/imap", body)).IsProblem(503, "unavailable");
    }
}
