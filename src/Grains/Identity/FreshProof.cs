using EmailAgent.Storage.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

/// <summary>
/// Lets a session make what outlives it, and end others, only for a while after its user has shown who it is: by logging in, or again.
/// Who comes with another issuer's token has no session here, and nothing to show that the issuer has not seen.
/// </summary>
internal sealed class FreshProof(SessionStore sessions, OwnerProof proofs, IOptions<AccountOptions> options, TimeProvider time)
{
    private static readonly Problem Required = new(
        ProblemCodes.ProofRequired, "This requires a recent sign-in. Confirm it by POST /api/v1/auth/confirm, then repeat the request.");

    /// <returns>Null when the proof is fresh.</returns>
    public async Task<Problem?> CheckAsync(Guid userId, Guid? sessionId, CancellationToken cancellationToken) =>
        sessionId is not { } id || await sessions.FindProofAsync(userId, id, Now, cancellationToken) > Now - options.Value.ProofLifetime ? null : Required;

    /// <summary>Has the user of a session show who it is: by the password where there is one, and a code where there is a second factor.</summary>
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
