using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Access;

/// <summary>Judges what authenticated callers may do now.</summary>
internal sealed class CallerAccess(IClusterClient cluster, RefusalReporter refusals)
{
    private static readonly Refusal SessionEnded = Refusal.From(ApiProblemCodes.Unauthenticated, "The session has ended; log in again.");
    private static readonly Refusal Disabled = Refusal.From(IdentityProblems.AccountDisabled, "The account is disabled; contact an administrator.");
    private static readonly Refusal NotEnrolled = Refusal.From(
        IdentityProblems.SecondFactorRequired, "The account must have a second factor. Enrol one first: POST /api/v1/auth/mfa/totp, then /api/v1/auth/mfa/totp/confirm.");
    private static readonly Refusal Bound = Refusal.From(ApiProblemCodes.MissingPermission, "The API key is bound to certain connections and cannot create others.");

    /// <returns>The caller, with the mailboxes shared with it; or null and why not.</returns>
    public async ValueTask<(Caller? Caller, Refusal? Refusal)> AdmitAsync(Caller authenticated, EndpointPermission needed, CancellationToken cancellationToken)
    {
        var (caller, refusal) = await JudgeAsync(authenticated, needed, cancellationToken);
        if (refusal is not null)
        {
            var reason = refusal == SessionEnded ? "session_ended" : refusal == Bound ? "bound_key" : refusal.Kind.Code;
            refusals.Report(RefusalKind.Access, reason, needed.Name, authenticated.UserId, authenticated.Credential);
        }

        return (caller, refusal);
    }

    /// <summary>Indicates whether a caller who was admitted would be admitted now.</summary>
    /// <param name="sees">The mail that the caller sees there: in mailboxes of other users, only what is shared with the caller now.</param>
    /// <param name="address">The IP address of the client.</param>
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

    private async ValueTask<(Caller? Caller, Refusal? Refusal)> JudgeAsync(Caller caller, EndpointPermission needed, CancellationToken cancellationToken)
    {
        var grant = await cluster.GetGrain<IAccessGrain>(caller.Key).CheckAsync(caller.SessionId, cancellationToken);
        var permissions = caller.Scopes is { } scopes ? grant.Permissions & scopes : grant.Permissions;
        return grant.Standing switch
        {
            AccessStanding.SecondFactorMissing when !needed.Enrols => (null, NotEnrolled),
            AccessStanding.Good when (permissions & needed.Needed) == 0 => (null, Missing(needed)),
            AccessStanding.Good when needed.AllConnections && caller.ConnectionIds is not null => (null, Bound),
            AccessStanding.Good or AccessStanding.SecondFactorMissing => (caller with
            {
                Shared = caller.ConnectionIds is { } ids ? [.. grant.Shared.Where(mailbox => ids.Contains(mailbox.ConnectionId))] : grant.Shared,
            }, null),
            AccessStanding.Disabled => (null, Disabled),
            _ => (null, SessionEnded),
        };
    }

    private static Refusal Missing(EndpointPermission needed) =>
        Refusal.From(ApiProblemCodes.MissingPermission, $"This requires the permission {needed.Name}.");
}
