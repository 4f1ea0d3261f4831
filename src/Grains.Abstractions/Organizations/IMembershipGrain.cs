namespace EmailAgent.Grains.Organizations;

/// <summary>The organizations of users: a stateless worker, key 0.</summary>
[Alias("memberships")]
public interface IMembershipGrain : IGrainWithIntegerKey
{
    /// <summary>Lists memberships, oldest first.</summary>
    [Alias("list"), Idempotent]
    Task<IReadOnlyList<Organization>> ListAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>
    /// Creates an organization that the user owns. Refused with <c>validation_failed</c>, and with <c>too_many</c> for a user with a
    /// hundred organizations.
    /// </summary>
    /// <param name="id">A new id. A repeated call with the same id creates nothing, and returns the organization.</param>
    [Alias("create")]
    Task<Outcome<Organization>> CreateAsync(Guid userId, Guid id, string name, CancellationToken cancellationToken);

    /// <summary>Accepts an invitation of the user's own address. Refused with <c>not_found</c>, <c>email_not_verified</c> or <c>too_many</c>.</summary>
    [Alias("accept")]
    Task<Outcome<Organization>> AcceptAsync(Guid userId, string token, CancellationToken cancellationToken);
}
