using System.Text.Json.Nodes;
using EmailAgent.Providers.OAuth;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Providers.Tests.OAuth;

public sealed class IdTokenVerifierTests : IAsyncLifetime
{
    private const string ClientId = "client";
    private const string GoogleIssuer = "https://accounts.google.com";
    private const string MicrosoftIssuer = "https://login.microsoftonline.com/{tenantid}/v2.0";

    private static readonly SignInSecrets Secrets = new("verifier", "nonce");

    private TestIssuer _issuer = null!;
    private ServiceProvider _services = null!;

    public async Task InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _services = new ServiceCollection().AddLogging().AddOAuth(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OAuth:Google:ClientId"] = ClientId,
            ["OAuth:Google:ClientSecret"] = "secret",
            ["OAuth:Google:KeysEndpoint"] = $"{_issuer.Address}/jwks",
            ["OAuth:Microsoft:ClientId"] = ClientId,
            ["OAuth:Microsoft:ClientSecret"] = "secret",
            ["OAuth:Microsoft:KeysEndpoint"] = $"{_issuer.Address}/jwks",
        }).Build()).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData(GoogleIssuer)]
    [InlineData("accounts.google.com")]
    public async Task Verify_GoogleToken_NamesTheAccount(string issuer) =>
        Assert.Equal(new SignedInAccount("1234", "ann@example.com"), await VerifyAsync(Sign(Claims(("iss", issuer)))));

    [Fact]
    public async Task Verify_MicrosoftToken_HasTheIssuerOfItsTenant()
    {
        const string tenant = "11111111-2222-3333-4444-555555555555";
        var issuer = MicrosoftIssuer.Replace("{tenantid}", tenant, StringComparison.Ordinal);
        var claims = Claims(("iss", issuer), ("tid", tenant), ("email", null), ("preferred_username", "ann@example.com"));
        Assert.Equal("ann@example.com", (await VerifyAsync(Sign(claims), OAuthService.Microsoft)).Email);

        claims["tid"] = "99999999-2222-3333-4444-555555555555";
        await AssertFailsAsync(ProviderFailure.Protocol, Sign(claims), OAuthService.Microsoft);
    }

    [Theory]
    [InlineData("iss", "\"https://evil.example\"")]
    [InlineData("iss", null)]
    [InlineData("aud", "\"another-client\"")]
    [InlineData("aud", null)]
    [InlineData("nonce", "\"of another sign-in\"")]
    [InlineData("nonce", null)]
    [InlineData("exp", "1000000000")]
    [InlineData("exp", null)]
    [InlineData("iat", "9999999999")]
    [InlineData("iat", null)]
    [InlineData("sub", "\"\"")]
    [InlineData("sub", null)]
    [InlineData("email", "\"nobody\"")]
    [InlineData("email", null)]
    public Task Verify_ClaimWith_IsRefused(string name, string? value) =>
        AssertFailsAsync(ProviderFailure.Protocol, Sign(Claims((name, value is null ? null : JsonNode.Parse(value)))));

    [Theory]
    [InlineData("alg", "none")]
    [InlineData("alg", "HS256")]
    [InlineData("kid", "")]
    [InlineData("typ", "at+jwt")]
    [InlineData("jku", "https://attacker.example/keys")]
    [InlineData("crit", "exp")]
    public Task Verify_HeaderWith_IsRefused(string name, string value)
    {
        var header = _issuer.Forge.OwnHeader();
        header[name] = value;
        return AssertFailsAsync(ProviderFailure.Protocol, _issuer.Forge.Sign(header.ToJsonString(), Claims().ToJsonString(), "RS256"));
    }

    [Fact]
    public async Task Verify_RepeatedClaim_IsRefused()
    {
        var claims = Claims().ToJsonString();
        await AssertFailsAsync(ProviderFailure.Protocol, _issuer.Forge.Sign(_issuer.Forge.OwnHeader().ToJsonString(), $"{claims[..^1]},\"sub\":\"5678\"}}", "RS256"));
    }

    [Fact]
    public async Task Verify_WhileTheServiceIsDown_IsUnreachableForANewKeyAlone()
    {
        var before = Sign(Claims());
        await VerifyAsync(before);
        _issuer.Rotate();
        _issuer.KeySet = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };

        await AssertFailsAsync(ProviderFailure.Unreachable, Sign(Claims()));
        Assert.Equal("1234", (await VerifyAsync(before)).Subject);
    }

    [Fact]
    public async Task Verify_SignedWithANewKey_FetchesTheKeysAtOnce()
    {
        await VerifyAsync(Sign(Claims()));
        _issuer.Rotate();
        Assert.Equal("1234", (await VerifyAsync(Sign(Claims()))).Subject);
        Assert.Equal(2, _issuer.KeyFetches);
    }

    private static JsonObject Claims(params (string Name, JsonNode? Value)[] changes)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = GoogleIssuer,
            ["aud"] = ClientId,
            ["sub"] = "1234",
            ["email"] = "ann@example.com",
            ["nonce"] = Secrets.Nonce,
            ["iat"] = now,
            ["exp"] = now + 3600,
        };
        foreach (var (name, value) in changes)
        {
            claims.Remove(name);
            if (value is not null)
                claims[name] = value;
        }

        return claims;
    }

    private string Sign(JsonObject claims) => _issuer.Forge.Sign(_issuer.Forge.OwnHeader(), claims);

    private Task<SignedInAccount> VerifyAsync(string token, OAuthService? service = null) =>
        _services.GetRequiredService<IdTokenVerifier>().VerifyAsync(service ?? OAuthService.Google, token, Secrets, CancellationToken.None);

    private async Task AssertFailsAsync(ProviderFailure expected, string token, OAuthService? service = null) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<ProviderException>(() => VerifyAsync(token, service))).Failure);
}
