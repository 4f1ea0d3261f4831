using EmailAgent.Tokens;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>
/// One issuer of access tokens, from a section such as <c>Authentication:Issuers:clerk</c>. Lists are words separated by spaces;
/// a claim is a name or a path such as <c>realm_access.roles</c>.
/// </summary>
internal sealed class IssuerOptions
{
    /// <summary>The value that matches any other in a list of values.</summary>
    public const string Any = "*";

    /// <summary>
    /// The preset that provides the defaults: clerk, cognito, entra, auth0 or keycloak. Default: those of OpenID Connect.
    /// </summary>
    public string Preset { get; set; } = "";

    /// <summary>The claim <c>iss</c>, exactly; <c>{tenantid}</c> in it stands for the token's claim <c>tid</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>The address of the keys (RFC 7517). Default: as in the issuer's discovery document.</summary>
    public Uri? JwksUrl { get; set; }

    /// <summary>Audiences, one of which the claim <c>aud</c> must contain.</summary>
    public string Audience { get; set; } = "";

    /// <summary>
    /// Authorized parties, one of which <see cref="AuthorizedPartyClaim"/> must be. This or <see cref="Audience"/> is required, except for
    /// an issuer of one application.
    /// </summary>
    public string AuthorizedParties { get; set; } = "";

    /// <summary>The claim that names the client the token was issued to. Default: azp.</summary>
    public string AuthorizedPartyClaim { get; set; } = "azp";

    /// <summary>Indicates whether a token may omit that claim, as tokens of programs other than browsers may have to. Default: no.</summary>
    public bool AuthorizedPartyOptional { get; set; }

    /// <summary>The tenants whose users may call, if the issuer has many; <c>*</c> for all.</summary>
    public string Tenants { get; set; } = "";

    /// <summary>Signature algorithms (RFC 7518, section 3.1), at most the default: RS256 PS256 ES256.</summary>
    public string Algorithms { get; set; } = "RS256 PS256 ES256";

    /// <summary>Accepted values of the header's <c>typ</c>, in any case; <c>none</c> for a missing one. Default: at+jwt JWT none.</summary>
    public string Types { get; set; } = $"at+jwt JWT {TokenRules.NoType}";

    /// <summary>Claims of which an access token has at least one, and ID tokens have none.</summary>
    public string AccessTokenClaims { get; set; } = "";

    /// <summary>Claims that must have one of these values, or any by <c>*</c>.</summary>
    public Dictionary<string, string> RequiredClaims { get; } = [];

    /// <summary>Claims that must not have these values. Default: what only ID tokens have.</summary>
    public Dictionary<string, string> RefusedClaims { get; } = new() { ["at_hash"] = Any, ["c_hash"] = Any };

    /// <summary>Scopes that the token must have, all of them.</summary>
    public string RequiredScopes { get; set; } = "";

    /// <summary>The claims that contain scopes. Default: scope.</summary>
    public string ScopeClaims { get; set; } = "scope";

    /// <summary>The claims that contain the issuer's roles. Default: roles.</summary>
    public string RoleClaims { get; set; } = "roles";

    /// <summary>
    /// The issuer's roles that make an administrator here. If set, users created by the issuer's tokens have the role in their latest
    /// token; linked local accounts are never demoted. Default: none, roles are managed here.
    /// </summary>
    public string AdminRoles { get; set; } = "";

    /// <summary>The claim with the user's address. Default: email.</summary>
    public string EmailClaim { get; set; } = "email";

    /// <summary>The claim that states whether the address is verified. Default: email_verified.</summary>
    public string EmailVerifiedClaim { get; set; } = "email_verified";

    /// <summary>The claim with the first name. Default: given_name.</summary>
    public string GivenNameClaim { get; set; } = "given_name";

    /// <summary>The claim with the last name. Default: family_name.</summary>
    public string FamilyNameClaim { get; set; } = "family_name";

    /// <summary>Indicates whether a verified address is linked to the local account that has it. Default: no.</summary>
    public bool LinkByEmail { get; set; }

    /// <summary>Longest wait for the issuer's keys. Default: 5 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Indicates whether the issuer has tokens for only one application.</summary>
    public bool IsOfOneApplication { get; set; }

    /// <summary>Indicates whether a token need not state that it was issued for this installation.</summary>
    public bool TakesAnyParty => WordList.Split(Audience).Length == 0 && WordList.Split(AuthorizedParties).Length == 0;

    /// <summary>Indicates whether the issuer has many tenants.</summary>
    public bool IsTemplate => IssuerName.HasTenants(Issuer);
}
