using EmailAgent.Api.Identity.Tokens;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>Somebody whose tokens are taken.</summary>
internal sealed record TrustedIssuer(TokenRules Rules, IssuerKeys Keys);
