namespace EmailAgent.Grains.Admin;

/// <summary>How an instance gets its first administrator: a stateless worker, key 0.</summary>
[Alias("setup")]
public interface ISetupGrain : IGrainWithIntegerKey
{
    /// <summary>Whether a set-up link is good. Refused with <c>not_found</c>.</summary>
    [Alias("find"), Idempotent]
    Task<Outcome<SetupOffer>> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>Makes the user administrator and uses up the link. Refused with <c>not_found</c>.</summary>
    [Alias("claim")]
    Task<Outcome<Done>> ClaimAsync(Guid userId, string token, CancellationToken cancellationToken);
}
