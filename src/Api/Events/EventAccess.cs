using EmailAgent.Api.Access;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.ApiKeys;
using Microsoft.IdentityModel.Tokens;

namespace EmailAgent.Api.Events;

/// <summary>The admission of callers to live events. A WebSocket's endpoint is anonymous since the credential may be in the first frame.</summary>
internal sealed class EventAccess(AccessTokenHandler tokens, TokenUsers users, ApiKeyAuthentication keys, CallerAccess access)
{
    private static readonly EndpointPermission Needed = new(Permission.EventsRead);

    /// <returns>The caller; or null and why not.</returns>
    public ValueTask<(Caller? Caller, Refusal? Refusal)> AdmitAsync(Caller authenticated, CancellationToken cancellationToken) =>
        access.AdmitAsync(authenticated, Needed, cancellationToken);

    /// <summary>Indicates whether a listener who was admitted would be admitted now.</summary>
    public ValueTask<bool> IsAdmittedAsync(Listener listener, string? address, CancellationToken cancellationToken) =>
        access.IsAdmittedAsync(listener.Caller, listener.Sees, Needed, address, cancellationToken);

    /// <summary>Authenticates and admits a caller.</summary>
    /// <param name="token">An access token or an API key.</param>
    /// <param name="address">The IP address of the client.</param>
    /// <returns>The caller, null when refused; and the expiry of the token.</returns>
    public async Task<(Caller? Caller, DateTimeOffset? ExpiresAt)> AdmitAsync(string token, string? address, CancellationToken cancellationToken)
    {
        if (token.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal))
        {
            var (bearer, _) = await keys.AuthenticateAsync(token, address, cancellationToken);
            return (bearer is null ? null : (await AdmitAsync(bearer, cancellationToken)).Caller, null);
        }

        var validated = await tokens.ValidateTokenAsync(token, new TokenValidationParameters());
        return validated.SecurityToken is AcceptedToken accepted && await users.FindAsync(accepted, cancellationToken) is { } authenticated
            ? ((await AdmitAsync(authenticated, cancellationToken)).Caller, accepted.ValidTo)
            : default;
    }
}
