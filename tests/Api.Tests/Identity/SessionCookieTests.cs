using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;

namespace EmailAgent.Api.Tests.Identity;

/// <summary>Sessions of browsers, whose refresh token is in a cookie. The client keeps cookies as a browser does.</summary>
[Collection(ApiTests.Name)]
public sealed class SessionCookieTests(ApiFixture fixture)
{
    private const string Password = "correct horse battery";

    [PostgresFact]
    public async Task Register_WithCookie_KeepsTheTokenFromScripts()
    {
        using var browser = fixture.Host.Anonymous();
        var answer = await RegisterAsync(browser);

        Assert.Equal(201, (int)answer.Status);
        Assert.NotEmpty(answer.Text("access_token"));
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("refresh_token").ValueKind);
        var cookie = answer.Header("Set-Cookie")!;
        Assert.StartsWith("emailagent_refresh=", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/api/v1/auth", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase); // over HTTP it would not be kept
    }

    [PostgresFact]
    public async Task Login_WithCookie_IsRefreshedAndEnded()
    {
        using var browser = fixture.Host.Anonymous();
        var email = NewEmail();
        await RegisterAsync(browser, email);
        Assert.Equal(200, (int)(await PostAsync(browser, "/api/v1/auth/login", new { email, password = Password })).Status);

        var first = await PostAsync(browser, "/api/v1/auth/refresh", new { });
        var second = await PostAsync(browser, "/api/v1/auth/refresh", new { });
        Assert.Equal(200, (int)first.Status);
        Assert.Equal(200, (int)second.Status);
        Assert.NotEqual(first.Header("Set-Cookie"), second.Header("Set-Cookie"));
        using var user = new ApiClient(fixture.Host, second.Text("access_token"));
        Assert.Equal(email, (await user.GetAsync("/api/v1/profile")).Text("email"));

        var ended = await PostAsync(browser, "/api/v1/auth/logout", new { });
        Assert.Equal(204, (int)ended.Status);
        Assert.Contains("expires=Thu, 01 Jan 1970", ended.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        (await user.GetAsync("/api/v1/profile")).IsProblem(401);
        (await PostAsync(browser, "/api/v1/auth/refresh", new { })).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task Refresh_CookieWithoutTheHeader_IsIgnored()
    {
        using var browser = fixture.Host.Anonymous();
        await RegisterAsync(browser);

        Assert.Equal(["refresh_token"], (await browser.PostAsync("/api/v1/auth/refresh", new { })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(200, (int)(await PostAsync(browser, "/api/v1/auth/refresh", new { })).Status);
    }

    [PostgresTheory]
    [InlineData("same-origin", null, false)]
    [InlineData("same-site", null, true)]
    [InlineData("cross-site", null, true)]
    [InlineData("none", null, true)]
    [InlineData(null, "https://evil.example.com", true)]
    [InlineData(null, "null", true)]
    [InlineData(null, "own", false)]
    [InlineData(null, null, false)] // a program
    public async Task Refresh_CookieFromAnotherOrigin_IsRefused(string? site, string? origin, bool refused)
    {
        using var browser = fixture.Host.Anonymous();
        await RegisterAsync(browser);
        var request = Request("/api/v1/auth/refresh", new { });
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin == "own" ? fixture.Host.Address.GetLeftPart(UriPartial.Authority) : origin);

        var answer = await browser.SendAsync(request);
        if (refused)
            answer.IsProblem(403, "cross_site");
        else
            Assert.Equal(200, (int)answer.Status);
    }

    [PostgresFact]
    public async Task Refresh_UsedCookie_EndsTheSessionAndRemovesTheCookie()
    {
        using var browser = fixture.Host.Anonymous();
        var stolen = (await RegisterAsync(browser)).Header("Set-Cookie")!.Split(';')[0];
        await PostAsync(browser, "/api/v1/auth/refresh", new { });

        using var thief = fixture.Host.Anonymous();
        var request = Request("/api/v1/auth/refresh", new { });
        request.Headers.Add("Cookie", stolen);
        request.Headers.Add("User-Agent", "thief/1");
        var answer = await thief.SendAsync(request);
        answer.IsProblem(401, "invalid_refresh_token");
        Assert.Contains("expires=Thu, 01 Jan 1970", answer.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        (await PostAsync(browser, "/api/v1/auth/refresh", new { })).IsProblem(401, "invalid_refresh_token");
    }

    [Fact]
    public void Cookie_OverHttps_IsOfThisHostOnly()
    {
        var context = new DefaultHttpContext { Request = { Scheme = "https" } };
        context.Request.Headers.Cookie = "emailagent_refresh=planted; __Host-emailagent_refresh=own";

        Assert.Equal("own", SessionCookie.Read(context.Request));
        SessionCookie.Clear(context);

        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("__Host-emailagent_refresh=;", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.org";

    private static Task<ApiAnswer> RegisterAsync(ApiClient browser, string? email = null) =>
        PostAsync(browser, "/api/v1/auth/register", new { email = email ?? NewEmail(), password = Password });

    private static Task<ApiAnswer> PostAsync(ApiClient browser, string path, object body) => browser.SendAsync(Request(path, body));

    private static HttpRequestMessage Request(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Session", "cookie");
        return request;
    }
}
