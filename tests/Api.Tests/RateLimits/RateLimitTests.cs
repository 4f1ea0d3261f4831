using System.Globalization;
using System.Security.Cryptography;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.RateLimits;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.RateLimits;

public sealed class RateLimitTests
{
    private const string Profile = "/api/v1/profile";

    [PostgresFact]
    public async Task Concurrent_OverTheLimit_ExactlyTheLimitGetsThrough()
    {
        await using var host = await StartAsync(("Read:PerUser", 20));
        using var user = await host.RegisterAsync();
        using var other = await host.RegisterAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => user.GetAsync(Profile)));

        Assert.Equal(20, answers.Count(answer => (int)answer.Status == 200));
        foreach (var refused in answers.Where(answer => (int)answer.Status != 200))
        {
            refused.IsProblem(429, "rate_limited");
            Assert.InRange(int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 65);
            Assert.Equal("0", refused.Header("RateLimit-Remaining"));
        }

        Assert.Equal(200, (int)(await other.GetAsync(Profile)).Status);
        Assert.Equal(200, (int)(await user.PatchAsync(Profile, new { first_name = "x" })).Status); // another class
    }

    [PostgresFact]
    public async Task Answers_SayWhatIsLeft()
    {
        await using var host = await StartAsync(("Read:PerUser", 20));
        using var user = await host.RegisterAsync();
        for (var left = 19; left > 16; left--)
        {
            var answer = await user.GetAsync(Profile);
            Assert.Equal("20", answer.Header("RateLimit-Limit"));
            Assert.Equal($"{left}", answer.Header("RateLimit-Remaining"));
            Assert.InRange(int.Parse(answer.Header("RateLimit-Reset")!, CultureInfo.InvariantCulture), 1, 65);
        }

        Assert.Null((await user.GetAsync("/health")).Header("RateLimit-Limit"));
    }

    [PostgresFact]
    public async Task Window_Over_LetsThroughAgain()
    {
        var clock = new StandingClock();
        await using var host = await StartAsync(clock, ("Read:PerUser", 2), ("Window", "00:00:01"));
        using var user = await host.RegisterAsync();
        Assert.Equal([200, 200, 429], await StatusesAsync(user, 3));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([200, 200, 429], await StatusesAsync(user, 3));
    }

    [PostgresFact]
    public async Task Tokens_OverTheLimitOfTheirAddress_AreNotVerified_AndKnownOnesStillWork()
    {
        await using var host = await StartAsync(("Read:PerAddress", 3));
        using var user = await host.RegisterAsync();
        using var forger = new ApiClient(host, $"{user.Token![..^4]}AAAA");
        Assert.Equal(200, (int)(await user.GetAsync(Profile)).Status);
        (await forger.GetAsync(Profile)).IsProblem(401, "unauthenticated");
        (await forger.GetAsync(Profile)).IsProblem(401, "unauthenticated");
        (await forger.GetAsync(Profile)).IsProblem(429, "rate_limited");
        Assert.Equal(200, (int)(await user.GetAsync(Profile)).Status);
    }

    [PostgresFact]
    public async Task Requests_ThatAreRefusedUnread_AreCounted()
    {
        await using var host = await StartAsync(("Open:PerAddress", 2));
        using var stranger = new ApiClient(host, token: null);
        for (var sent = 0; sent < 3; sent++)
        {
            var large = new HttpRequestMessage(HttpMethod.Post, Profile) { Content = new ByteArrayContent(new byte[(1 << 20) + 1]), Headers = { ExpectContinue = true } };
            var forged = new HttpRequestMessage(HttpMethod.Post, Profile) { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
            var (status, code) = sent == 2 ? (429, "rate_limited") : sent == 0 ? (413, "payload_too_large") : (403, "cross_site");
            (await stranger.SendAsync(sent == 0 ? large : forged)).IsProblem(status, code);
        }
    }

    [PostgresFact]
    public async Task Key_HasALimitOfItsOwnWithinItsOwners()
    {
        await using var host = await StartAsync(("Read:PerUser", 10), ("Read:PerKey", 3));
        using var owner = await host.RegisterAsync();
        using var first = owner.With(await owner.CreateAsync("account:read"));
        using var second = owner.With(await owner.CreateAsync("account:read"));

        Assert.Equal([200, 200, 200, 429, 429], await StatusesAsync(first, 5));
        Assert.Equal([200, 200, 200, 429], await StatusesAsync(second, 4));
        Assert.Equal([200, 200, 200, 200, 429], await StatusesAsync(owner, 5)); // 3 and 3 came with the keys
    }

    [PostgresFact]
    public async Task MadeUpKeys_AreLookedUpNoMoreOftenThanTheirAddressMayAsk_AndKeepNoKnownKeyOut()
    {
        const int Limit = 5;
        await using var host = await StartAsync(("Read:PerAddress", Limit));
        using var owner = await host.RegisterAsync();
        using var known = owner.With(await owner.CreateAsync("account:read"));
        Assert.Equal([200], await StatusesAsync(known, 1)); // its first use counts by address, since it could have been made up
        using var capture = new StatementCapture();
        var (statuses, lookups) = (new List<int>(), 0);
        for (var i = 0; i < 20; i++)
        {
            var key = new ApiKeyText(new ApiKeyId(owner.UserId, Guid.NewGuid()), RandomNumberGenerator.GetBytes(ApiKeyText.SecretLength));
            var request = new HttpRequestMessage(HttpMethod.Get, i % 4 == 3 ? "/health" : Profile);
            request.Headers.Add(ApiKeyHandler.Header, key.ToString());
            var statements = await capture.OfAsync(request, async sent => statuses.Add((int)(await host.Anonymous().SendAsync(sent)).Status));
            lookups += statements.Count(statement => statement.Contains("api_keys", StringComparison.Ordinal));
        }

        Assert.Equal(Limit - 1, statuses.Count(status => status == 401));
        Assert.Equal(11, statuses.Count(status => status == 429));
        Assert.InRange(lookups, 1, Limit - 1 + 5); // and what a request to an endpoint without a limit costs counts, too
        Assert.Equal([200, 200], await StatusesAsync(known, 2));
    }

    [PostgresFact]
    public async Task GuessingAtAnAddress_KeepsNobodyThereFromLeavingOrGoingOn()
    {
        await using var host = await StartAsync(("Auth:PerAddress", 2));
        using var nobody = host.Anonymous();
        var session = await nobody.PostAsync("/api/v1/auth/register", new { email = "c@example.org", password = "correct horse" });
        await nobody.PostAsync("/api/v1/auth/login", new { email = "c@example.org", password = "wrong horse" });
        (await nobody.PostAsync("/api/v1/auth/login", new { email = "c@example.org", password = "wrong horse" })).IsProblem(429, "rate_limited");
        (await nobody.PostAsync("/api/v1/auth/reset-password", new { email = "c@example.org" })).IsProblem(429, "rate_limited");
        (await nobody.PostAsync("/api/v1/auth/mfa", new { mfa_token = "x", code = "123456" })).IsProblem(429, "rate_limited");

        var refreshed = await nobody.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") });
        Assert.Equal(200, (int)refreshed.Status);
        using var user = new ApiClient(host, refreshed.Text("access_token"));
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/auth/sessions")).Status);
        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/logout", new { refresh_token = refreshed.Text("refresh_token") })).Status);
    }

    [PostgresFact]
    public async Task Endpoints_AreCounted_ButForHealth()
    {
        await using var host = await StartAsync();
        var uncounted = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods && RateClassMetadata.Of(endpoint.Metadata, methods.HttpMethods[0]) is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimEnd('/'));

        Assert.Equal(["/health", "/health/ready"], uncounted.Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task Nobody_IsLimitedByAddressAndMoreAtTheDoor()
    {
        await using var host = await StartAsync(("Auth:PerAddress", 2), ("Read:PerAddress", 3));
        using var nobody = host.Anonymous();
        Assert.Equal([401, 401, 401, 429], await StatusesAsync(nobody, 4));
        for (var i = 0; i < 2; i++)
            (await nobody.PostAsync("/api/v1/auth/login", new { email = "a@example.org", password = "wrong horse" })).IsProblem(401, "invalid_credentials");
        (await nobody.PostAsync("/api/v1/auth/login", new { email = "a@example.org", password = "wrong horse" })).IsProblem(429, "rate_limited");
        (await nobody.PostAsync("/api/v1/auth/register", new { email = "b@example.org", password = "correct horse" })).IsProblem(429, "rate_limited");
        Assert.Equal(200, (int)(await nobody.GetAsync("/health/ready")).Status);
    }

    [PostgresFact]
    public async Task ForwardedAddress_OfATrustedProxy_IsTheClients()
    {
        await using var trusting = await StartAsync(("Read:PerAddress", 2), ("../Http:TrustedProxies:0", "127.0.0.0/8"));
        using var behind = trusting.Anonymous();
        Assert.Equal([401, 401, 429], await ForwardedAsync(behind, "198.51.100.1", "198.51.100.1", "198.51.100.1"));
        Assert.Equal([401, 401, 429], await ForwardedAsync(behind, "2001:db8::1", "2001:db8::2", "2001:db8::3"));
        Assert.Equal([401, 429], await ForwardedAsync(behind, "203.0.113.9, 198.51.100.2", "192.0.2.1, 198.51.100.1")); // the last is what the proxy saw

        await using var wary = await StartAsync(("Read:PerAddress", 2));
        using var direct = wary.Anonymous();
        Assert.Equal([401, 401, 429], await ForwardedAsync(direct, "198.51.100.1", "198.51.100.2", "198.51.100.3"));
    }

    private static Task<ApiHost> StartAsync(params (string Key, object Value)[] limits) => StartAsync(new StandingClock(), limits);

    private static Task<ApiHost> StartAsync(StandingClock clock, params (string Key, object Value)[] limits) => ApiHost.StartAsync(clock, settings: limits.ToDictionary(
        limit => limit.Key.StartsWith("../", StringComparison.Ordinal) ? limit.Key[3..] : $"RateLimits:{limit.Key}",
        limit => Convert.ToString(limit.Value, CultureInfo.InvariantCulture)));

    private static async Task<List<int>> StatusesAsync(ApiClient client, int count)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
            statuses.Add((int)(await client.GetAsync(Profile)).Status);
        return statuses;
    }

    private static async Task<List<int>> ForwardedAsync(ApiClient client, params string[] addresses)
    {
        var statuses = new List<int>();
        foreach (var address in addresses)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Profile);
            request.Headers.Add("X-Forwarded-For", address);
            statuses.Add((int)(await client.SendAsync(request)).Status);
        }

        return statuses;
    }
}
