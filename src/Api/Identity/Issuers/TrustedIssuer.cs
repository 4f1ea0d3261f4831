using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Tokens.Keys;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>An issuer whose access tokens are accepted.</summary>
internal sealed record TrustedIssuer(AccessTokenRules Rules, IssuerKeys Keys);
