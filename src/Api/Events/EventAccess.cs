using System.Security.Claims;
using EmailAgent.Api.Access;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.ApiKeys;
using Microsoft.IdentityModel.Tokens;

namespace EmailAgent.Api.Events;

/// <summary>Lets callers in to live events. A WebSocket's endpoint is anonymous since the first frame may say who is calling.</summary>
internal sealed class EventAccess(AccessTokenHandler tokens, TokenUsers users, ApiKeyAuthentication keys, CallerAccess access)
{
    private static readonly EndpointPermission Needed = new(Permission.EventsRead);

    /// <returns>The caller; or null and why not.</returns>
    public ValueTask<(Caller? Caller, Refusal? Refusal)> AdmitAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        access.AdmitAsync(principal, Needed, cancellationToken);

    /// <summary>Whether a listener who was let in would be now.</summary>
    public ValueTask<bool> IsAdmittedAsync(Listener listener, string? address, CancellationToken cancellationToken) =>
        access.IsAdmittedAsync(listener.Caller, listener.Sees, Needed, address, cancellationToken);

    /// <param name="token">An access token or an API key.</param>
    /// <param name="address">Where the client is, an IP address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The caller, null when refused; and until when the token is good.</returns>
    public async Task<(Caller? Caller, DateTimeOffset? ExpiresAt)> AdmitAsync(string token, string? address, CancellationToken cancellationToken)
    {
        if (token.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal))
        {
            var (bearer, _) = await keys.AuthenticateAsync(token, address, cancellationToken);
            return (bearer is null ? null : (await AdmitAsync(bearer, cancellationToken)).Caller, null);
        }

        var validated = await tokens.ValidateTokenAsync(token, new TokenValidationParameters());
        return validated.SecurityToken is AcceptedToken accepted && await users.FindAsync(accepted, cancellationToken) is { } principal
            ? ((await AdmitAsync(principal, cancellationToken)).Caller, accepted.ValidTo)
            : default;
    }
}
