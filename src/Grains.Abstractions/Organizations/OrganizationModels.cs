using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Organizations;

/// <summary>An organization, as one of its members sees it.</summary>
/// <param name="Role">The caller's: <c>owner</c>, <c>admin</c> or <c>member</c>.</param>
/// <param name="Members">Number of members.</param>
[GenerateSerializer, Immutable, Alias("organization")]
public sealed record Organization(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2), AllowedValues(OrganizationRoles.Owner, OrganizationRoles.Admin, OrganizationRoles.Member)] string Role,
    [property: Id(3)] long Members,
    [property: Id(4)] DateTimeOffset CreatedAt);

/// <param name="Role"><c>owner</c>, <c>admin</c> or <c>member</c>.</param>
[GenerateSerializer, Immutable, Alias("organization-member")]
public sealed record Member(
    [property: Id(0)] string UserId,
    [property: Id(1)] string? Email,
    [property: Id(2)] string? FirstName,
    [property: Id(3)] string? LastName,
    [property: Id(4), AllowedValues(OrganizationRoles.Owner, OrganizationRoles.Admin, OrganizationRoles.Member)] string Role,
    [property: Id(5)] DateTimeOffset JoinedAt);

/// <summary>An invitation that has not been accepted.</summary>
/// <param name="Email">Address of the account that can accept it.</param>
/// <param name="Token">
/// The token that accepts it, for the inviter to pass on if no mail is sent: shown once, on creation; null afterwards.
/// </param>
/// <param name="Mailed">Whether a mail server has accepted the invitation mail.</param>
/// <param name="Mail">
/// <c>none</c> if no mail is sent, <c>pending</c> while one waits or is retried, <c>sent</c>. Unless it is <c>none</c>, <paramref name="Token"/> is valid only for an account with a verified address.
/// </param>
[GenerateSerializer, Immutable, Alias("organization-invitation")]
public sealed record Invitation(
    [property: Id(0)] string Id,
    [property: Id(1)] string Email,
    [property: Id(2), AllowedValues(OrganizationRoles.Owner, OrganizationRoles.Admin, OrganizationRoles.Member)] string Role,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset ExpiresAt,
    [property: Id(5)] string? Token,
    [property: Id(6)] bool Mailed,
    [property: Id(7), AllowedValues("none", "pending", "sent")] string Mail);
