using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity.Tokens;

/// <summary>Whom a valid token stands for: a session of ours, or somebody whom another issuer knows.</summary>
/// <remarks>Exactly one of <see cref="Session"/> and <see cref="Login"/> is set.</remarks>
/// <param name="ExpiresAt">With the tolerance for clocks already added.</param>
internal sealed record AcceptedToken((Guid UserId, Guid Id)? Session, ExternalLogin? Login, DateTimeOffset ExpiresAt);
