using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Tests.Identity.Issuers;

public sealed class IssuersOptionsTests
{
    [Fact]
    public void Bind_PresetAndOverrides_BothCount()
    {
        var issuer = Read(
            ("a:Preset", "Cognito"), ("a:Issuer", "https://issuer.example"), ("a:AuthorizedParties", "one two"),
            ("a:RequiredClaims:tier", "gold"), ("a:RoleClaims", "groups"), ("a:AdminRoles", "boss"))["a"];
        Assert.Equal("client_id", issuer.AuthorizedPartyClaim);
        Assert.Equal(new Dictionary<string, string> { ["token_use"] = "access", ["tier"] = "gold" }, issuer.RequiredClaims);
        Assert.Equal("groups", issuer.RoleClaims);
        Assert.Equal("boss", issuer.AdminRoles);
    }

    [Fact]
    public void Bind_Nothing_TrustsNobody() => Assert.Empty(Read());

    [Fact]
    public void Discovery_OfManyTenants_IsTheCommonOne() =>
        Assert.Equal("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration", IssuerName.DiscoveryUrl(IssuerPresets.Create("entra").Issuer));

    [Theory]
    [InlineData("Preset", "okta", "Preset must be one of auth0, clerk, cognito, entra, keycloak.")]
    [InlineData("Issuer", "", "Issuer must be an https address.")]
    [InlineData("Issuer", "http://issuer.example", "Issuer must be an https address.")]
    [InlineData("Issuer", "emailagent", "Issuer must be an https address.")]
    [InlineData("Issuer", "https://issuer.example/{tenantid}", "Tenants is missing")]
    [InlineData("JwksUrl", "http://issuer.example/jwks", "JwksUrl must be an https address.")]
    [InlineData("JwksUrl", "file:///etc/passwd", "JwksUrl must be an https address.")]
    [InlineData("Audience", " ", "Audience or AuthorizedParties is missing.")]
    [InlineData("Algorithms", "HS256", "Algorithms must be some of")]
    [InlineData("Algorithms", "", "Algorithms must be some of")]
    [InlineData("Timeout", "00:00:00", "Timeout must be")]
    public void Validate_UnusableValue_SaysWhichAndWhy(string key, string value, string fault)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read(("a:Issuer", "https://issuer.example"), ("a:Audience", "api"), ($"a:{key}", value)));
        Assert.StartsWith($"Authentication:Issuers:a:{fault}", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ClerkWithoutParties_IsAllowed() => // and warned of at start
        Assert.True(Read(("a:Preset", "clerk"), ("a:Issuer", "https://issuer.example"))["a"].TakesAnyParty);

    [Fact]
    public void Validate_SameIssuerTwice_IsAFault() =>
        Assert.Throws<OptionsValidationException>(() => Read(
            ("a:Issuer", "https://issuer.example"), ("a:Audience", "api"), ("b:Issuer", "https://issuer.example"), ("b:Audience", "other")));

    private static Dictionary<string, IssuerOptions> Read(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
            values[$"Authentication:Issuers:{key}"] = value;
        using var services = new ServiceCollection()
            .AddTrustedIssuers(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<IssuersOptions>>().Value.Issuers;
    }
}
