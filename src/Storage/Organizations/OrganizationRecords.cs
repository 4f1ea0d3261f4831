namespace EmailAgent.Storage.Organizations;

/// <summary>An organization, with the role that somebody has in it.</summary>
public sealed record OrganizationRow(Guid Id, string Name, DateTime CreatedAt, string Role, long Members);

public sealed record MemberRow(Guid UserId, string? Email, string? FirstName, string? LastName, string Role, DateTime JoinedAt);

/// <summary>An invitation that has not been accepted.</summary>
public sealed record InvitationRow(Guid Id, string EmailKey, string Role, DateTime CreatedAt, DateTime ExpiresAt);

/// <summary>How a change of a membership went.</summary>
public enum MembershipResult
{
    Changed,
    NoSuchMember,

    /// <summary>The organization would have no owner.</summary>
    LastOwner,
}
