using System.Security.Claims;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Access;

/// <summary>Turns an authenticated principal into a caller, with what it may do now.</summary>
internal sealed class CallerAccess(IClusterClient cluster)
{
    private static readonly Refusal SessionEnded = Refusal.From(ApiProblemCodes.Unauthenticated, "The session has ended; log in again.");
    private static readonly Refusal Disabled = Refusal.From(ProblemCodes.AccountDisabled, "This account is disabled; ask whoever runs this service.");

    /// <returns>The caller; or null and why not.</returns>
    public async ValueTask<(Caller? Caller, Refusal? Refusal)> AdmitAsync(ClaimsPrincipal principal, EndpointPermission needed, CancellationToken cancellationToken)
    {
        var userId = CallerClaims.UserId(principal);
        var grant = await cluster.GetGrain<IAccessGrain>(userId.ToString("N")).CheckAsync(CallerClaims.SessionId(principal), cancellationToken);
        return grant.Standing switch
        {
            AccessStanding.Good when (grant.Permissions & needed.Needed) == 0 => (null, Missing(needed)),
            AccessStanding.Good => (new Caller(userId, grant.Permissions, CallerClaims.SessionId(principal)), null),
            AccessStanding.Disabled => (null, Disabled),
            _ => (null, SessionEnded),
        };
    }

    /// <summary>Whether a caller who was let in would be now.</summary>
    public async ValueTask<bool> IsAdmittedAsync(Caller caller, EndpointPermission needed, CancellationToken cancellationToken) =>
        await cluster.GetGrain<IAccessGrain>(caller.Key).CheckAsync(caller.SessionId, cancellationToken) is { Standing: AccessStanding.Good } grant
        && (grant.Permissions & needed.Needed) != 0;

    private static Refusal Missing(EndpointPermission needed) =>
        Refusal.From(ApiProblemCodes.MissingPermission, $"This needs the permission {needed.Name}.");
}
