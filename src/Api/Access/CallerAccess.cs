using System.Security.Claims;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.Access;

/// <summary>Turns an authenticated principal into a caller, with what it may do now.</summary>
internal sealed class CallerAccess(IClusterClient cluster, RefusalReporter refusals)
{
    private static readonly Refusal SessionEnded = Refusal.From(ApiProblemCodes.Unauthenticated, "The session has ended; log in again.");
    private static readonly Refusal Disabled = Refusal.From(ProblemCodes.AccountDisabled, "The account is disabled; contact an administrator.");
    private static readonly Refusal NotEnrolled = Refusal.From(
        ProblemCodes.SecondFactorRequired, "The account must have a second factor. Enrol one first: POST /api/v1/auth/mfa/totp, then /api/v1/auth/mfa/totp/confirm.");
    private static readonly Refusal Bound = Refusal.From(ApiProblemCodes.MissingPermission, "The API key is bound to certain connections and cannot create others.");

    /// <returns>The caller; or null and why not.</returns>
    public async ValueTask<(Caller? Caller, Refusal? Refusal)> AdmitAsync(ClaimsPrincipal principal, EndpointPermission needed, CancellationToken cancellationToken)
    {
        var (caller, refusal) = await JudgeAsync(principal, needed, cancellationToken);
        if (refusal is not null)
        {
            var reason = refusal == SessionEnded ? "session_ended" : refusal == Bound ? "bound_key" : refusal.Kind.Code;
            refusals.Report(RefusalKind.Access, reason, needed.Name, CallerClaims.UserId(principal), CallerClaims.Credential(principal));
        }

        return (caller, refusal);
    }

    /// <summary>Whether a caller who was let in would be now.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="sees">What the caller sees there: of somebody else, only what is shared with the caller now.</param>
    /// <param name="needed">What for.</param>
    /// <param name="address">Where the caller is, an IP address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<bool> IsAdmittedAsync(Caller caller, Visibility sees, EndpointPermission needed, string? address, CancellationToken cancellationToken)
    {
        if (caller.KeyId is { } keyId)
        {
            var key = await cluster.GetGrain<IApiKeyGrain>(new ApiKeyId(caller.UserId, keyId).ToString()).RecheckAsync(address, cancellationToken);
            if ((key.Scopes & needed.Needed) == 0)
                return false;
        }

        return await cluster.GetGrain<IAccessGrain>(caller.Key).CheckAsync(caller.SessionId, cancellationToken) is { Standing: AccessStanding.Good } grant
            && (grant.Permissions & needed.Needed) != 0
            && (sees.UserId == caller.UserId
                || (sees.ConnectionIds?.All(id => grant.Shared.Any(mailbox => mailbox.OwnerId == sees.UserId && mailbox.ConnectionId == id)) ?? false));
    }

    private async ValueTask<(Caller? Caller, Refusal? Refusal)> JudgeAsync(ClaimsPrincipal principal, EndpointPermission needed, CancellationToken cancellationToken)
    {
        var userId = CallerClaims.UserId(principal);
        var grant = await cluster.GetGrain<IAccessGrain>(userId.ToString("N")).CheckAsync(CallerClaims.SessionId(principal), cancellationToken);
        var permissions = CallerClaims.Scopes(principal) is { } scopes ? grant.Permissions & scopes : grant.Permissions;
        var connectionIds = CallerClaims.ConnectionIds(principal);
        return grant.Standing switch
        {
            AccessStanding.SecondFactorMissing when !needed.Enrols => (null, NotEnrolled),
            AccessStanding.Good when (permissions & needed.Needed) == 0 => (null, Missing(needed)),
            AccessStanding.Good when needed.AllConnections && connectionIds is not null => (null, Bound),
            AccessStanding.Good or AccessStanding.SecondFactorMissing => (new Caller(userId, permissions, CallerClaims.SessionId(principal), CallerClaims.KeyId(principal), connectionIds)
            {
                Shared = connectionIds is null ? grant.Shared : [.. grant.Shared.Where(mailbox => connectionIds.Contains(mailbox.ConnectionId))],
            }, null),
            AccessStanding.Disabled => (null, Disabled),
            _ => (null, SessionEnded),
        };
    }

    private static Refusal Missing(EndpointPermission needed) =>
        Refusal.From(ApiProblemCodes.MissingPermission, $"This requires the permission {needed.Name}.");
}
