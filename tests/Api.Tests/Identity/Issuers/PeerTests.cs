using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity.Issuers;

/// <summary>Tokens of issuers that this project has not written.</summary>
public sealed class PeerTests
{
    [IssuerPostgresFact]
    public async Task OidcProvider_AccessTokens_AreTakenByAllAlgorithms()
    {
        await using var issuer = await IssuerServer.StartAsync("oidc-provider");
        await using var host = await StartAsync(issuer.Address, ("Audience", "our-api"), ("Types", "at+jwt"), ("RequiredScopes", "mail"));
        var ids = new HashSet<string>();
        foreach (var algorithm in new[] { "RS256", "PS256", "ES256" })
        {
            var token = await issuer.TokenAsync(("resource", $"https://api.example/{algorithm}"), ("scope", "mail"));
            using var user = new ApiClient(host, token);
            var profile = await user.GetAsync("/api/v1/profile");
            Assert.Equal(200, (int)profile.Status);
            Assert.Equal(("ann@example.org", "Ann"), (profile.Text("email"), profile.Text("first_name")));
            ids.Add(profile.Text("id"));
        }

        Assert.Single(ids);
        using var unscoped = new ApiClient(host, await issuer.TokenAsync(("resource", "https://api.example/RS256")));
        (await unscoped.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
    }

    [IssuerPostgresFact]
    public async Task OAuth2MockServer_TokensInTheShapeOfEachPreset_AreTakenOrRefused()
    {
        await using var issuer = await IssuerServer.StartAsync("oauth2-mock-server");
        (string Preset, (string Key, string Value)[] Settings, object Good, object Bad)[] cases =
        [
            ("clerk", [("AuthorizedParties", "https://app.example")],
                new { sub = "user_1", azp = "https://app.example", sid = "sess_1" }, new { sub = "user_1", azp = "https://app.example", sts = "pending" }),
            ("cognito", [("AuthorizedParties", "client1")],
                new { sub = "c", client_id = "client1", token_use = "access" }, new { sub = "c", aud = "client1", token_use = "id" }),
            ("auth0", [("Audience", "our-api")],
                new { sub = "auth0|1", aud = new[] { "our-api", "userinfo" }, permissions = new[] { "x" } }, new { sub = "auth0|1", aud = "client" }),
            ("keycloak", [("Audience", "our-api")],
                new { sub = "k", aud = new[] { "our-api", "account" }, typ = "Bearer" }, new { sub = "k", aud = "our-api", typ = "ID" }),
        ];
        foreach (var (preset, settings, good, bad) in cases)
        {
            await using var host = await StartAsync(issuer.Address, [("Preset", preset), .. settings]);
            for (var key = 0; key < 3; key++) // each of its keys in turn
                Assert.Equal(200, await StatusAsync(host, await issuer.TokenAsync(("claims", JsonSerializer.Serialize(good)))));
            Assert.Equal(401, await StatusAsync(host, await issuer.TokenAsync(("claims", JsonSerializer.Serialize(bad)))));
        }
    }

    [EmulatePostgresFact]
    public async Task EmulatedClerk_SessionTokens_AreTaken()
    {
        await using var clerk = await EmulateServer.StartAsync("clerk", """
            tokens: {sk_test_1: {login: admin@example.org, scopes: []}}
            clerk:
              users: [{clerk_id: user_1, first_name: Ann, email_addresses: [ann@example.org]}]
            """);
        using var backend = new HttpClient { BaseAddress = clerk.Address, DefaultRequestHeaders = { { "Authorization", "Bearer sk_test_1" } } };
        var session = await PostAsync(backend, "v1/sessions", new { user_id = "user_1" });
        var token = (await PostAsync(backend, $"v1/sessions/{session.GetProperty("id").GetString()}/tokens", new { })).GetProperty("jwt").GetString()!;

        // They name no origin, as if no page had asked for them.
        await using var host = await StartAsync(Issuer(clerk), ("Preset", "clerk"), ("AuthorizedParties", "https://app.example"), ("AuthorizedPartyOptional", "true"));
        Assert.Equal(200, await StatusAsync(host, token));
        Assert.Equal(401, await StatusAsync(host, token[..^8] + "AAAAAAAA"));
        await using var strict = await StartAsync(Issuer(clerk), ("Preset", "clerk"), ("AuthorizedParties", "https://app.example"));
        Assert.Equal(401, await StatusAsync(strict, token));
    }

    /// <summary>Its access tokens are opaque, so only its ID tokens can be looked at.</summary>
    [EmulatePostgresFact]
    public async Task EmulatedMicrosoft_IdTokens_AreVerifiedButAreNoAccessTokens()
    {
        const string redirect = "https://app.example/back";
        await using var microsoft = await EmulateServer.StartAsync("microsoft", $$"""
            microsoft:
              users: [{email: ann@example.com}]
              oauth_clients: [{client_id: client, client_secret: secret, name: App, redirect_uris: ["{{redirect}}"]}]
            """);
        var back = await BrowserSignIn.RunAsync(
            $"{microsoft.Address}oauth2/v2.0/authorize?client_id=client&response_type=code&redirect_uri={Uri.EscapeDataString(redirect)}&scope=openid+email&state=s", "ann@example.com");
        using var app = new HttpClient();
        using var exchange = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "client",
            ["client_secret"] = "secret",
            ["redirect_uri"] = redirect,
            ["code"] = BrowserSignIn.Parameter(back, "code"),
        });
        using var answer = await app.PostAsync(new Uri(microsoft.Address, "oauth2/v2.0/token"), exchange);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id_token").GetString()!;

        (string, string)[] settings = [("Tenants", "*"), ("Audience", "client"), ("JwksUrl", $"{microsoft.Address}discovery/v2.0/keys")];
        await using var plain = await StartAsync($"{Issuer(microsoft)}/{{tenantid}}/v2.0", settings);
        await using var entra = await StartAsync($"{Issuer(microsoft)}/{{tenantid}}/v2.0", [("Preset", "entra"), .. settings]);
        Assert.Equal(200, await StatusAsync(plain, token));
        Assert.Equal(401, await StatusAsync(entra, token));
    }

    private static string Issuer(EmulateServer server) => server.Address.GetLeftPart(UriPartial.Authority);

    private static Task<ApiHost> StartAsync(string issuer, params (string Key, string Value)[] settings) => ApiHost.StartAsync(
        settings: settings.Append(("Issuer", issuer)).ToDictionary(setting => $"Authentication:Issuers:peer:{setting.Item1}", setting => (string?)setting.Item2));

    private static async Task<int> StatusAsync(ApiHost host, string token)
    {
        using var user = new ApiClient(host, token);
        return (int)(await user.GetAsync("/api/v1/profile")).Status;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
