namespace EmailAgent.Grains.Shares;

/// <summary>
/// Mailboxes that are shared into one organization; the key is its id. Callers that are not members get <c>not_found</c>, as for an
/// organization that does not exist; so does a member for a mailbox that is not shared, or not with that member.
/// </summary>
[Alias("shares")]
public interface IShareGrain : IGrainWithStringKey
{
    /// <summary>Lists the shares, oldest first: all for owners and admins of the organization, for other members those that they own or manage.</summary>
    [Alias("list"), Idempotent]
    Task<Outcome<IReadOnlyList<ConnectionShare>>> ListAsync(Guid callerId, CancellationToken cancellationToken);

    /// <summary>Shares a mailbox of the caller, or changes the access to one that the caller manages. Takes effect at once, everywhere.</summary>
    /// <returns>Also refused with <c>access_too_low</c>, <c>too_many</c> and <c>validation_failed</c>.</returns>
    [Alias("share")]
    Task<Outcome<ConnectionShare>> ShareAsync(Guid callerId, Guid connectionId, ShareRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a share. Allowed for the owner and managers of the mailbox, and for owners and admins of the organization. Takes effect
    /// at once, everywhere.
    /// </summary>
    /// <returns>Also refused with <c>access_too_low</c>.</returns>
    [Alias("withdraw")]
    Task<Outcome<Done>> WithdrawAsync(Guid callerId, Guid connectionId, CancellationToken cancellationToken);
}
