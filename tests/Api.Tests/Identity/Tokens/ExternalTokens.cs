using System.Text.Json.Nodes;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity.Tokens;

/// <summary>Tokens as well-known issuers make them, by their own documentation, and the configuration that takes them.</summary>
internal static class ExternalTokens
{
    public const string Plain = "https://issuer.example";
    public const string Tenant = "11111111-2222-3333-4444-555555555555";

    private static readonly Dictionary<string, (Action<IssuerOptions> Configure, string Claims)> All = new()
    {
        [""] = (
            options => (options.Issuer, options.Audience, options.AuthorizedParties) = (Plain, "our-api", "our-app"),
            """{"iss":"https://issuer.example","sub":"u1","aud":["our-api","other"],"azp":"our-app","scope":"openid mail","email":"ann@example.org","email_verified":true,"given_name":"Ann","family_name":"Lee"}"""),
        ["clerk"] = (
            options => (options.Issuer, options.AuthorizedParties) = ("https://happy-cat-1.clerk.accounts.dev", "https://app.example.com http://localhost:3000"),
            """{"azp":"https://app.example.com","fva":[1,-1],"iss":"https://happy-cat-1.clerk.accounts.dev","sid":"sess_2","sub":"user_2","v":2,"sts":"active","o":{"id":"org_1","rol":"admin","slg":"acme"}}"""),
        ["cognito"] = (
            options => (options.Issuer, options.AuthorizedParties) = ("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC", "client1"),
            """{"sub":"aaaa-bbbb","cognito:groups":["admins"],"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC","version":2,"client_id":"client1","token_use":"access","scope":"openid","username":"ann"}"""),
        ["entra"] = (
            options => (options.Audience, options.Tenants) = ("api-guid", Tenant),
            $$"""{"aud":"api-guid","iss":"https://login.microsoftonline.com/{{Tenant}}/v2.0","azp":"app","azpacr":"0","oid":"o","roles":["Admin"],"scp":"Mail.Use","sub":"s","tid":"{{Tenant}}","ver":"2.0","email":"ann@example.org","xms_edov":"1"}"""),
        ["auth0"] = (
            options => (options.Issuer, options.Audience) = ("https://acme.eu.auth0.com/", "https://our.api"),
            """{"iss":"https://acme.eu.auth0.com/","sub":"auth0|1","aud":["https://our.api","https://acme.eu.auth0.com/userinfo"],"azp":"c","scope":"openid","permissions":["admin:all"],"https://our.api/email":"ann@example.org"}"""),
        ["keycloak"] = (
            options => (options.Issuer, options.Audience) = ("https://id.example.org/realms/acme", "our-api"),
            """{"iss":"https://id.example.org/realms/acme","aud":["our-api","account"],"sub":"k","typ":"Bearer","azp":"web","realm_access":{"roles":["offline_access","admin"]},"scope":"email","email":"ann@example.org","email_verified":true}"""),
    };

    public static IssuerOptions Options(string preset)
    {
        var options = IssuerPresets.Create(preset);
        All[preset].Configure(options);
        return options;
    }

    /// <summary>What a good token of the preset says.</summary>
    public static JsonObject Claims(string preset)
    {
        var claims = JsonNode.Parse(All[preset].Claims)!.AsObject();
        claims["iat"] = TokenForge.Now.ToUnixTimeSeconds() - 10;
        claims["exp"] = TokenForge.Now.ToUnixTimeSeconds() + 300;
        return claims;
    }

    public static AccessTokenRules Rules(string preset, Action<IssuerOptions>? change = null)
    {
        var options = Options(preset);
        change?.Invoke(options);
        return new AccessTokenRules(options);
    }
}
