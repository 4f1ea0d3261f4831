namespace EmailAgent.Grains.Shares;

/// <summary>A request to share a mailbox.</summary>
internal sealed record ShareChange(Guid OrganizationId, Guid OwnerId, Guid ConnectionId, MailboxAccess? Everybody, IReadOnlyList<ShareGrant> Members);

/// <summary>Result of saving a share.</summary>
internal enum ShareResult
{
    Saved,

    /// <summary>The owner does not have the mailbox, or does not belong to the organization.</summary>
    NoSuchConnection,

    /// <summary>A named user is not a member of the organization.</summary>
    NoSuchMember,
}
