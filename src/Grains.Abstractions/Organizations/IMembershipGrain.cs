namespace EmailAgent.Grains.Organizations;

/// <summary>The organizations of users: a stateless worker, key 0.</summary>
[Alias("memberships")]
public interface IMembershipGrain : IGrainWithIntegerKey
{
    /// <summary>Oldest membership first.</summary>
    [Alias("list"), Idempotent]
    Task<IReadOnlyList<Organization>> ListAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>Makes an organization that the user owns. Refused with <c>validation_failed</c>, and <c>too_many</c> for who has a hundred.</summary>
    [Alias("create")]
    Task<Outcome<Organization>> CreateAsync(Guid userId, string name, CancellationToken cancellationToken);

    /// <summary>Accepts an invitation of the user's own address. Refused with <c>not_found</c> or <c>email_not_verified</c>.</summary>
    [Alias("accept")]
    Task<Outcome<Organization>> AcceptAsync(Guid userId, string token, CancellationToken cancellationToken);
}
