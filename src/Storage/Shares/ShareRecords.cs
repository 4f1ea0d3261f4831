namespace EmailAgent.Storage.Shares;

/// <summary>A mailbox that is shared into an organization.</summary>
/// <param name="OwnerId">Whose mailbox it is.</param>
/// <param name="Everybody">What every member may; null for nothing.</param>
/// <param name="Members">What single members may beside that.</param>
public sealed record ShareRow(
    Guid OwnerId,
    Guid ConnectionId,
    string Provider,
    string Email,
    string? DisplayName,
    short? Everybody,
    DateTime CreatedAt,
    IReadOnlyList<ShareGrantRow> Members);

/// <param name="Access">1 read, 2 send, 3 manage.</param>
public sealed record ShareGrantRow(Guid MemberId, short Access);

/// <summary>Somebody else's mailbox that a user may use now.</summary>
/// <param name="OrganizationId">The organization that gives the most.</param>
/// <param name="Access">The most that any organization gives: 1 read, 2 send, 3 manage.</param>
public sealed record SharedMailboxRow(Guid OwnerId, Guid ConnectionId, Guid OrganizationId, short Access);

/// <summary>How to share a mailbox.</summary>
public sealed record ShareChange(Guid OrganizationId, Guid OwnerId, Guid ConnectionId, short? Everybody, IReadOnlyList<ShareGrantRow> Members);

/// <summary>How saving a share went.</summary>
public enum ShareResult
{
    Saved,

    /// <summary>The owner has no such mailbox (any more), or does not belong to the organization.</summary>
    NoSuchConnection,

    /// <summary>Somebody named is no member of the organization.</summary>
    NoSuchMember,
}
