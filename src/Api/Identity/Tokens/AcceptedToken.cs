using EmailAgent.Grains.Identity;
using Microsoft.IdentityModel.Tokens;

namespace EmailAgent.Api.Identity.Tokens;

/// <summary>A valid access token: of one of our own sessions, or of a user of another issuer.</summary>
/// <remarks>Exactly one of <see cref="Session"/> and <see cref="Login"/> is set.</remarks>
/// <param name="expiresAt">With the clock skew added.</param>
internal sealed class AcceptedToken((Guid UserId, Guid Id)? session, ExternalLogin? login, DateTimeOffset expiresAt) : SecurityToken
{
    public (Guid UserId, Guid Id)? Session => session;

    public ExternalLogin? Login => login;

    public override string? Id => null;

    public override string? Issuer => login?.Issuer;

    public override SecurityKey? SecurityKey => null;

    public override SecurityKey? SigningKey { get; set; }

    public override DateTime ValidFrom => default;

    public override DateTime ValidTo => expiresAt.UtcDateTime;
}
