using EmailAgent.Grains.Connections;

namespace EmailAgent.Grains.Shares;

/// <summary>Another user's mailbox that a user can currently access.</summary>
/// <param name="OrganizationId">The organization that grants the highest access.</param>
/// <param name="Access">The highest access that any organization grants.</param>
[GenerateSerializer, Immutable, Alias("shared-mailbox")]
public sealed record SharedMailbox(
    [property: Id(0)] Guid OwnerId,
    [property: Id(1)] Guid ConnectionId,
    [property: Id(2)] Guid OrganizationId,
    [property: Id(3)] MailboxAccess Access);

/// <summary>A message of a shared mailbox.</summary>
[GenerateSerializer, Immutable, Alias("shared-email")]
public sealed record SharedEmail(
    [property: Id(0)] string EmailId,
    [property: Id(1)] SharedMailbox Mailbox);

/// <summary>The organization through which a mailbox is shared.</summary>
[GenerateSerializer, Immutable, Alias("sharing-organization")]
public sealed record SharingOrganization(
    [property: Id(0)] string OrganizationId,
    [property: Id(1)] string Name);

/// <summary>A mailbox that is shared with an organization.</summary>
/// <param name="UserId">Its owner.</param>
/// <param name="Everybody">The access of every member: <c>read</c>, <c>send</c> or <c>manage</c>; null for none.</param>
/// <param name="Members">Additional access of individual members.</param>
/// <param name="CreatedAt">When it was first shared.</param>
[GenerateSerializer, Immutable, Alias("connection-share")]
public sealed record ConnectionShare(
    [property: Id(0)] string ConnectionId,
    [property: Id(1)] string UserId,
    [property: Id(2), ProviderName] string Provider,
    [property: Id(3)] string Email,
    [property: Id(4)] string? DisplayName,
    [property: Id(5)] MailboxAccess? Everybody,
    [property: Id(6)] IReadOnlyList<ShareGrant> Members,
    [property: Id(7)] DateTimeOffset CreatedAt);

/// <param name="Access"><c>read</c>, <c>send</c> or <c>manage</c>.</param>
[GenerateSerializer, Immutable, Alias("share-grant")]
public sealed record ShareGrant(
    [property: Id(0)] string UserId,
    [property: Id(1)] MailboxAccess Access);

/// <summary>The access to a mailbox, replacing the previous one.</summary>
/// <param name="Everybody">Null for none.</param>
/// <param name="Members">Members of the organization, each once.</param>
[GenerateSerializer, Immutable, Alias("share-request")]
public sealed record ShareRequest(
    [property: Id(0)] MailboxAccess? Everybody,
    [property: Id(1)] IReadOnlyList<ShareGrant> Members);
