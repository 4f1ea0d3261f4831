namespace EmailAgent.Api.Identity;

/// <summary>What an access token says, once it is verified.</summary>
/// <param name="ExpiresAt">With the tolerance for clocks already added.</param>
internal sealed record ValidatedToken(Guid UserId, Guid SessionId, DateTimeOffset ExpiresAt);
