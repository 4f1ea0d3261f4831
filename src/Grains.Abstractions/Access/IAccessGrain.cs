using Orleans.Concurrency;

namespace EmailAgent.Grains.Access;

/// <summary>
/// What a user may do at this moment; the key is the user id. Asked by every request, so that an account that is disabled, a role
/// that is taken away, a session that is ended and a share that is withdrawn act at once, in all processes.
/// </summary>
[Alias("access")]
public interface IAccessGrain : IGrainWithStringKey
{
    /// <param name="sessionId">The session that the caller's token belongs to; null for callers that have none of ours.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("check"), AlwaysInterleave, Idempotent]
    Task<AccessGrant> CheckAsync(Guid? sessionId, CancellationToken cancellationToken);

    /// <summary>Forgets what it knows, and has live lines ask anew. Whoever changes a user's role, standing, sessions or what is shared with it calls it before saying that it is done.</summary>
    [Alias("forget"), AlwaysInterleave, Idempotent]
    Task ForgetAsync();
}
