namespace EmailAgent.Tokens;

/// <summary>The name of an issuer, as in the claim <c>iss</c>. For an issuer with many tenants, <c>{tenantid}</c> in it stands for the claim <c>tid</c>.</summary>
public static class IssuerName
{
    private const string Tenant = "{tenantid}";

    public static bool HasTenants(string issuer) => issuer.Contains(Tenant, StringComparison.Ordinal);

    public static string For(string issuer, string? tenant) => issuer.Replace(Tenant, tenant, StringComparison.Ordinal);

    /// <summary>Returns the address of the issuer's discovery document (OpenID Connect Discovery 1.0, section 4).</summary>
    public static string DiscoveryUrl(string issuer) => $"{For(issuer, "common").TrimEnd('/')}/.well-known/openid-configuration";
}
