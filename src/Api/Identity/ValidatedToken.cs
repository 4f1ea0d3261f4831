namespace EmailAgent.Api.Identity;

/// <summary>Whom an access token stands for, once it is verified.</summary>
/// <param name="SessionId">Of our own tokens; null for those of other issuers.</param>
/// <param name="ExpiresAt">With the tolerance for clocks already added.</param>
internal sealed record ValidatedToken(Guid UserId, Guid? SessionId, DateTimeOffset ExpiresAt);
