using System.Collections.Frozen;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>The deviations of well-known issuers from OpenID Connect.</summary>
internal static class IssuerPresets
{
    private static readonly FrozenDictionary<string, Action<IssuerOptions>> All = new Dictionary<string, Action<IssuerOptions>>
    {
        // Session tokens: of one application by their issuer, so without an audience. azp is the origin of the page that asked for the
        // token; without it another page of the same domain may have. sts is "pending" until the user has done all that the
        // application wants of a session.
        ["clerk"] = options =>
        {
            options.IsOfOneApplication = true;
            options.RefusedClaims["sts"] = "pending";
            options.RoleClaims = "org_role o.rol";
        },
        // Access tokens name their client in client_id and have no audience; ID tokens are signed by the same keys.
        ["cognito"] = options =>
        {
            options.AuthorizedPartyClaim = "client_id";
            options.RequiredClaims["token_use"] = "access";
            options.RoleClaims = "cognito:groups";
        },
        // An application's ID and access tokens can have the same audience; only access tokens hold permissions. Addresses are
        // whatever a tenant's administrator writes: xms_edov states that the domain is the tenant's.
        ["entra"] = options =>
        {
            options.Issuer = "https://login.microsoftonline.com/{tenantid}/v2.0";
            options.AccessTokenClaims = "scp roles";
            options.RefusedClaims["nonce"] = IssuerOptions.Any;
            options.ScopeClaims = "scp";
            options.EmailVerifiedClaim = "xms_edov";
        },
        // Permissions of an API are listed alongside the scopes that a client requested.
        ["auth0"] = options =>
        {
            options.ScopeClaims = "scope permissions";
            options.RoleClaims = "permissions";
        },
        // Access, refresh and ID tokens of a realm differ in the claim typ.
        ["keycloak"] = options =>
        {
            options.RequiredClaims["typ"] = "Bearer";
            options.RoleClaims = "realm_access.roles";
        },
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Names => string.Join(", ", All.Keys.Order(StringComparer.Ordinal));

    public static bool Has(string name) => name.Length == 0 || All.ContainsKey(name);

    /// <summary>Creates the options of an issuer with a preset; an unknown preset has no deviations.</summary>
    public static IssuerOptions Create(string? name)
    {
        var options = new IssuerOptions();
        if (All.TryGetValue(name ?? "", out var apply))
            apply(options);
        return options;
    }
}
