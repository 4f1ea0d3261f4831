using System.Security.Claims;
using EmailAgent.Api.Access;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Events;

/// <summary>Lets callers in to live events. A WebSocket's endpoint is anonymous since the first frame may say who is calling.</summary>
internal sealed class EventAccess(TokenAuthenticator authenticator, CallerAccess access)
{
    private static readonly EndpointPermission Needed = new(Permission.EventsRead);

    /// <returns>The caller; or null and why not.</returns>
    public ValueTask<(Caller? Caller, Refusal? Refusal)> AdmitAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        access.AdmitAsync(principal, Needed, cancellationToken);

    /// <summary>Whether a caller who was let in would be now.</summary>
    public ValueTask<bool> IsAdmittedAsync(Caller caller, CancellationToken cancellationToken) => access.IsAdmittedAsync(caller, Needed, cancellationToken);

    /// <returns>The caller, null when refused; and until when the token is good.</returns>
    public async Task<(Caller? Caller, DateTimeOffset ExpiresAt)> AdmitAsync(string token, CancellationToken cancellationToken)
    {
        var (_, validated) = await authenticator.AuthenticateAsync(token, cancellationToken);
        if (validated is null)
            return default;
        var principal = CallerClaims.ToPrincipal(AccessTokenHandler.SchemeName, validated.UserId, validated.SessionId);
        return ((await AdmitAsync(principal, cancellationToken)).Caller, validated.ExpiresAt);
    }
}
