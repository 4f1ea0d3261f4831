namespace EmailAgent.Grains.Shares;

/// <summary>
/// The mailboxes that are shared into one organization; the key is its id. Whoever is no member gets <c>not_found</c>, as for an
/// organization that does not exist; so does a member for a mailbox that is not shared, or not with that member.
/// </summary>
[Alias("shares")]
public interface IShareGrain : IGrainWithStringKey
{
    /// <summary>Oldest first: all for owners and admins of the organization, for others those that they own or manage.</summary>
    [Alias("list"), Idempotent]
    Task<Outcome<IReadOnlyList<ConnectionShare>>> ListAsync(Guid callerId, CancellationToken cancellationToken);

    /// <summary>Shares a mailbox of the caller's, or changes who may what with one that the caller manages. Acts at once, everywhere.</summary>
    /// <returns>Also refused with <c>access_too_low</c>, <c>too_many</c> and <c>validation_failed</c>.</returns>
    [Alias("share")]
    Task<Outcome<ConnectionShare>> ShareAsync(Guid callerId, Guid connectionId, ShareRequest request, CancellationToken cancellationToken);

    /// <summary>Ends a share, for who owns or manages the mailbox, and for owners and admins of the organization. Acts at once, everywhere.</summary>
    /// <returns>Also refused with <c>access_too_low</c>.</returns>
    [Alias("withdraw")]
    Task<Outcome<Done>> WithdrawAsync(Guid callerId, Guid connectionId, CancellationToken cancellationToken);
}
