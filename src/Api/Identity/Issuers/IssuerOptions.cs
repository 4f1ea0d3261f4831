using EmailAgent.Tokens;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>
/// One issuer of access tokens, from a section such as <c>Authentication:Issuers:clerk</c>. Lists are words separated by spaces;
/// a claim is a name or a path such as <c>realm_access.roles</c>.
/// </summary>
internal sealed class IssuerOptions
{
    /// <summary>In a list of values: whatever it is.</summary>
    public const string Any = "*";

    /// <summary>Whose ways to take as defaults: clerk, cognito, entra, auth0 or keycloak. Default: those of OpenID Connect.</summary>
    public string Preset { get; set; } = "";

    /// <summary>The claim <c>iss</c>, exactly; <c>{tenantid}</c> in it stands for the token's claim <c>tid</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>Where the keys are (RFC 7517). Default: where the issuer's discovery document says.</summary>
    public Uri? JwksUrl { get; set; }

    /// <summary>Of which the claim <c>aud</c> must have one.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Of which <see cref="AuthorizedPartyClaim"/> must be one. This or <see cref="Audience"/> is needed, save of an issuer of one application.</summary>
    public string AuthorizedParties { get; set; } = "";

    /// <summary>Who the token was issued to. Default: azp.</summary>
    public string AuthorizedPartyClaim { get; set; } = "azp";

    /// <summary>Whether a token may leave that claim out, as those of programs other than browsers may have to. Default: no.</summary>
    public bool AuthorizedPartyOptional { get; set; }

    /// <summary>Whose users may call, where the issuer is of many tenants; <c>*</c> for all.</summary>
    public string Tenants { get; set; } = "";

    /// <summary>Signature algorithms (RFC 7518, section 3.1), at most the default: RS256 PS256 ES256.</summary>
    public string Algorithms { get; set; } = "RS256 PS256 ES256";

    /// <summary>The header's <c>typ</c>, in any case; <c>none</c> for one without. Default: at+jwt JWT none.</summary>
    public string Types { get; set; } = $"at+jwt JWT {TokenRules.NoType}";

    /// <summary>Claims of which an access token has at least one, where ID tokens have none.</summary>
    public string AccessTokenClaims { get; set; } = "";

    /// <summary>Claims that must have one of these values, or any by <c>*</c>.</summary>
    public Dictionary<string, string> RequiredClaims { get; } = [];

    /// <summary>Claims that must not have these values. Default: what only ID tokens have.</summary>
    public Dictionary<string, string> RefusedClaims { get; } = new() { ["at_hash"] = Any, ["c_hash"] = Any };

    /// <summary>All of which the token must have.</summary>
    public string RequiredScopes { get; set; } = "";

    /// <summary>The claims that hold scopes. Default: scope.</summary>
    public string ScopeClaims { get; set; } = "scope";

    /// <summary>Where the issuer's roles are. Default: roles.</summary>
    public string RoleClaims { get; set; } = "roles";

    /// <summary>
    /// The issuer's roles that make an administrator here. Once there are some, users whom the issuer has brought have the role that it
    /// says at any time; accounts of our own that it leads to are never made less.
    /// Default: none, and roles are given here.
    /// </summary>
    public string AdminRoles { get; set; } = "";

    /// <summary>The claim with the user's address. Default: email.</summary>
    public string EmailClaim { get; set; } = "email";

    /// <summary>The claim that says whether the address is verified. Default: email_verified.</summary>
    public string EmailVerifiedClaim { get; set; } = "email_verified";

    /// <summary>The claim with the first name. Default: given_name.</summary>
    public string GivenNameClaim { get; set; } = "given_name";

    /// <summary>The claim with the last name. Default: family_name.</summary>
    public string FamilyNameClaim { get; set; } = "family_name";

    /// <summary>Whether a verified address leads to the account of our own that has it. Default: no.</summary>
    public bool LinkByEmail { get; set; }

    /// <summary>Longest wait for the issuer's keys. Default: 5 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the issuer has tokens for no application but one.</summary>
    public bool IsOfOneApplication { get; set; }

    /// <summary>Whether nothing in a token has to say that it was issued for us.</summary>
    public bool TakesAnyParty => WordList.Split(Audience).Length == 0 && WordList.Split(AuthorizedParties).Length == 0;

    /// <summary>Whether the issuer is of many tenants.</summary>
    public bool IsTemplate => IssuerName.HasTenants(Issuer);
}
