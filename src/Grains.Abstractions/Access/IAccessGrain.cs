using Orleans.Concurrency;

namespace EmailAgent.Grains.Access;

/// <summary>
/// Access of a user at this moment; the key is the user id. Every request calls it, so that a disabled account, a removed role, an
/// ended session and a withdrawn share take effect at once, in all processes.
/// </summary>
[Alias("access")]
public interface IAccessGrain : IGrainWithStringKey
{
    /// <param name="sessionId">The session of the caller's token; null for callers without a session of this instance.</param>
    [Alias("check"), AlwaysInterleave, Idempotent]
    Task<AccessGrant> CheckAsync(Guid? sessionId, CancellationToken cancellationToken);

    /// <summary>
    /// Drops the cached state and makes live connections check again. Callers that change a user's role, standing, sessions or shares
    /// must call it before they report success.
    /// </summary>
    [Alias("forget"), AlwaysInterleave, Idempotent]
    Task ForgetAsync();
}
