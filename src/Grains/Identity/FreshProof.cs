using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

/// <summary>
/// Check of a recent sign-in: a session can create what outlives it, and end other sessions, only for a while after its user has proved their
/// identity, by logging in or again. A user with another issuer's token has no session here, and no proof that the issuer has not
/// checked.
/// </summary>
internal sealed class FreshProof(SessionStore sessions, OwnerProof proofs, IOptions<AccountOptions> options, TimeProvider time)
{
    private static readonly Problem Required = new(
        IdentityProblems.ProofRequired, "This requires a recent sign-in. Confirm it by POST /api/v1/auth/confirm, then repeat the request.");

    /// <returns>Null if the proof is fresh.</returns>
    public async Task<Problem?> CheckAsync(Guid userId, Guid? sessionId, CancellationToken cancellationToken) =>
        sessionId is not { } id || await sessions.FindProofAsync(userId, id, Now, cancellationToken) > Now - options.Value.ProofLifetime ? null : Required;

    /// <summary>Requires the user of a session to prove the identity: by the password if there is one, and a code if there is a second factor.</summary>
    public async Task<Problem?> RenewAsync(UserRow user, Confirmation proof, CancellationToken cancellationToken)
    {
        if (await proofs.CheckOwnerAsync(user, proof, cancellationToken) is { } refused)
            return refused;
        if (proof.SessionId is { } session)
            await sessions.SetProofAsync(user.Id, session, Now, cancellationToken);
        return null;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}
