using System.Text.Json.Nodes;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Testing;
using EmailAgent.Tokens;

namespace EmailAgent.Api.Tests.Identity.Tokens;

/// <summary>Tokens of other issuers, preset by preset: the good one, and what makes it bad.</summary>
public sealed class ExternalTokenTests : IDisposable
{
    private readonly TokenForge _forge = new();

    [Theory]
    [InlineData("")]
    [InlineData("clerk")]
    [InlineData("cognito")]
    [InlineData("entra")]
    [InlineData("auth0")]
    [InlineData("keycloak")]
    public void Judge_GoodToken_IsValidByAllAlgorithms(string preset)
    {
        foreach (var header in new[] { TokenForge.RsaHeader("RS256"), TokenForge.RsaHeader("PS256"), TokenForge.Header() })
            Assert.Equal(TokenVerdict.Valid, _forge.Judge(_forge.Sign(header, ExternalTokens.Claims(preset)), ExternalTokens.Rules(preset)).Verdict);
    }

    [Theory]
    [InlineData("", "iss", "\"https://issuer.example/\"")] // not even by a slash
    [InlineData("", "iss", "\"https://attacker.example\"")]
    [InlineData("", "iss", "null")]
    [InlineData("", "iss", "[\"https://issuer.example\"]")]
    [InlineData("", "aud", "\"other\"")]
    [InlineData("", "aud", "\"our-api other\"")]
    [InlineData("", "aud", "[[\"our-api\"]]")]
    [InlineData("", "aud", "null")]
    [InlineData("", "azp", "\"their-app\"")]
    [InlineData("", "azp", null)]
    [InlineData("", "sub", null)]
    [InlineData("", "sub", "\"\"")]
    [InlineData("", "sub", "17")]
    [InlineData("", "sub", "\"a\\u0000b\"")]
    [InlineData("", "sub", "\"a\\ud800b\"")]
    [InlineData("", "exp", null)]
    [InlineData("", "exp", "\"9999999999\"")]
    [InlineData("", "exp", "1.9e9")]
    [InlineData("", "nbf", "\"0\"")]
    [InlineData("", "at_hash", "\"of an ID token\"")]
    [InlineData("clerk", "azp", "\"https://attacker.example\"")]
    [InlineData("clerk", "azp", "[]")]
    [InlineData("clerk", "azp", null)]
    [InlineData("clerk", "sts", "\"pending\"")]
    [InlineData("cognito", "token_use", "\"id\"")]
    [InlineData("cognito", "token_use", null)]
    [InlineData("cognito", "client_id", "\"client2\"")]
    [InlineData("cognito", "client_id", null)]
    [InlineData("entra", "tid", "\"99999999-2222-3333-4444-555555555555\"")] // not the one of the issuer
    [InlineData("entra", "tid", null)]
    [InlineData("entra", "tid", "\"common\"")]
    [InlineData("entra", "nonce", "\"of an ID token\"")]
    [InlineData("auth0", "aud", "\"https://acme.eu.auth0.com/userinfo\"")]
    [InlineData("keycloak", "typ", "\"ID\"")]
    [InlineData("keycloak", "typ", "\"Refresh\"")]
    [InlineData("keycloak", "typ", null)]
    public void Judge_ClaimWith_IsRefused(string preset, string name, string? value)
    {
        var claims = ExternalTokens.Claims(preset);
        claims.Remove(name);
        var text = claims.ToJsonString();
        if (value is not null)
            text = $"{text[..^1]},\"{name}\":{value}}}"; // as text, since not all of it is JSON that a writer would write
        Assert.Equal(TokenVerdict.Refused, _forge.Judge(_forge.Sign(TokenForge.RsaHeader().ToJsonString(), text, "RS256"), ExternalTokens.Rules(preset)).Verdict);
    }

    [Theory]
    [InlineData(-61, null, TokenVerdict.Expired)]
    [InlineData(-59, null, TokenVerdict.Valid)]
    [InlineData(900, 61, TokenVerdict.Expired)]
    [InlineData(900, 59, TokenVerdict.Valid)]
    public void Judge_AtTheEdgesOfItsTime_ToleratesAMinute(int expiresIn, int? validFrom, object verdict)
    {
        var claims = ExternalTokens.Claims("auth0");
        claims["exp"] = TokenForge.Now.ToUnixTimeSeconds() + expiresIn;
        if (validFrom is { } seconds)
            claims["nbf"] = TokenForge.Now.ToUnixTimeSeconds() + seconds;
        Assert.Equal(verdict, _forge.Judge(_forge.Sign(TokenForge.RsaHeader(), claims), ExternalTokens.Rules("auth0")).Verdict);
    }

    [Fact]
    public void Judge_ClerkTokenOfANativeApp_NeedsNoPartyWhereThatIsConfigured()
    {
        var claims = ExternalTokens.Claims("clerk");
        claims.Remove("azp");
        Assert.Equal(TokenVerdict.Valid, Judge("clerk", claims, options => options.AuthorizedPartyOptional = true).Verdict);
        Assert.Equal(TokenVerdict.Valid, Judge("clerk", claims, options => options.AuthorizedParties = "").Verdict);
    }

    [Fact]
    public void Judge_EntraTokenWithoutPermissions_IsAnIdToken()
    {
        var claims = ExternalTokens.Claims("entra");
        claims.Remove("scp");
        Assert.Equal(TokenVerdict.Valid, Judge("entra", claims).Verdict); // roles of an application remain
        claims.Remove("roles");
        Assert.Equal(TokenVerdict.Refused, Judge("entra", claims).Verdict);
    }

    [Theory]
    [InlineData("*", TokenVerdict.Valid)]
    [InlineData("99999999-2222-3333-4444-555555555555", TokenVerdict.Refused)]
    public void Judge_EntraTenant_IsTakenWhenConfigured(string tenants, object verdict) =>
        Assert.Equal(verdict, Judge("entra", ExternalTokens.Claims("entra"), options => options.Tenants = tenants).Verdict);

    [Theory]
    [InlineData("", "mail", TokenVerdict.Valid)]
    [InlineData("", "mail openid", TokenVerdict.Valid)]
    [InlineData("", "mai", TokenVerdict.Refused)]
    [InlineData("entra", "Mail.Use", TokenVerdict.Valid)]
    [InlineData("auth0", "openid admin:all", TokenVerdict.Valid)]
    [InlineData("auth0", "openid mail", TokenVerdict.Refused)]
    public void Judge_RequiredScopes_MustAllBeThere(string preset, string scopes, object verdict) =>
        Assert.Equal(verdict, Judge(preset, ExternalTokens.Claims(preset), options => options.RequiredScopes = scopes).Verdict);

    [Theory]
    [InlineData("clerk", "admin")]
    [InlineData("cognito", "admins")]
    [InlineData("entra", "Admin")]
    [InlineData("auth0", "admin:all")]
    [InlineData("keycloak", "admin")]
    public void Judge_RolesOfTheIssuer_MakeAdministrators(string preset, string theirs)
    {
        string? RoleWith(string adminRoles) => Judge(preset, ExternalTokens.Claims(preset), options => options.AdminRoles = adminRoles).Token!.Login!.Role;
        Assert.Equal(("admin", "user", null), (RoleWith($"owner {theirs}"), RoleWith("owner"), RoleWith("")));
    }

    [Theory]
    [InlineData(true, "true", true)]
    [InlineData(true, "\"true\"", true)]
    [InlineData(true, "1", true)]
    [InlineData(true, "false", false)]
    [InlineData(true, "\"false\"", false)]
    [InlineData(true, "\"yes\"", false)]
    [InlineData(true, "null", false)]
    [InlineData(true, "[true]", false)]
    [InlineData(false, "true", false)]
    public void Judge_Address_LinksWhenVerifiedAndAllowed(bool allowed, string verified, bool links)
    {
        var claims = ExternalTokens.Claims("");
        claims["email_verified"] = JsonNode.Parse(verified);
        var login = Judge("", claims, options => options.LinkByEmail = allowed).Token!.Login!;
        Assert.Equal((links, links || !allowed), (login.LinksByEmail, login.EmailVerified));
        Assert.Equal(("ann@example.org", "Ann", "Lee", "u1", ExternalTokens.Plain), (login.Email, login.FirstName, login.LastName, login.Subject, login.Issuer));
    }

    [Fact]
    public void Judge_NamesWithDots_AreClaimsBeforeTheyArePaths()
    {
        var login = Judge("auth0", ExternalTokens.Claims("auth0"), options => options.EmailClaim = "https://our.api/email").Token!.Login!;
        Assert.Equal("ann@example.org", login.Email);
    }

    public void Dispose() => _forge.Dispose();

    private (TokenVerdict Verdict, AcceptedToken? Token) Judge(string preset, JsonObject claims, Action<IssuerOptions>? change = null) =>
        _forge.Judge(_forge.Sign(TokenForge.RsaHeader(), claims), ExternalTokens.Rules(preset, change));
}
