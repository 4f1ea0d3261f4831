namespace EmailAgent.Grains.Admin;

/// <summary>Set-up of the first administrator of an instance: a stateless worker, key 0.</summary>
[Alias("setup")]
public interface ISetupGrain : IGrainWithIntegerKey
{
    /// <summary>Returns whether a set-up link is valid. Refused with <c>not_found</c>.</summary>
    [Alias("find"), Idempotent]
    Task<Outcome<SetupOffer>> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>Makes the user an administrator and invalidates the link. Refused with <c>not_found</c>.</summary>
    [Alias("claim")]
    Task<Outcome<Done>> ClaimAsync(Guid userId, string token, CancellationToken cancellationToken);
}
