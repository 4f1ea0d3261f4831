using EmailAgent.Grains.Identity;
using Microsoft.IdentityModel.Tokens;

namespace EmailAgent.Api.Identity.Tokens;

/// <summary>A valid access token: of one of our own sessions, or of a user of another issuer.</summary>
/// <param name="caller">The user of our own token, and its session; null for another issuer's.</param>
/// <param name="login">The user as another issuer describes it; null for our own token.</param>
/// <param name="expiresAt">With the clock skew added.</param>
internal sealed class AcceptedToken(Caller? caller, ExternalLogin? login, DateTimeOffset expiresAt) : SecurityToken
{
    public Caller? Caller => caller;

    public ExternalLogin? Login => login;

    public override string? Id => null;

    public override string? Issuer => login?.Issuer;

    public override SecurityKey? SecurityKey => null;

    public override SecurityKey? SigningKey { get; set; }

    public override DateTime ValidFrom => default;

    public override DateTime ValidTo => expiresAt.UtcDateTime;
}
