namespace EmailAgent.Storage.Organizations;

/// <summary>An organization, with the role that somebody has in it.</summary>
public sealed record OrganizationRow(Guid Id, string Name, DateTime CreatedAt, string Role, long Members);

public sealed record MemberRow(Guid UserId, string? Email, string? FirstName, string? LastName, string Role, DateTime JoinedAt);

/// <summary>An invitation that has not been accepted.</summary>
/// <param name="Mailed">Whether its address is to be mailed.</param>
/// <param name="MailedAt">When a mail server accepted the mail; null until then.</param>
public sealed record InvitationRow(Guid Id, string EmailKey, string Role, DateTime CreatedAt, DateTime ExpiresAt, bool Mailed, DateTime? MailedAt = null);

/// <summary>An invitation to tell its address of.</summary>
public sealed record InvitationToMail(Guid Id, string Organization, string Role);

/// <summary>How the storing of an invitation went.</summary>
public enum InvitationResult
{
    Stored,

    /// <summary>The address is a member's, or there is no such organization (any more).</summary>
    Refused,

    /// <summary>The organization has as many open invitations as it may.</summary>
    TooMany,
}

/// <summary>How a change of a membership went.</summary>
public enum MembershipResult
{
    Changed,
    NoSuchMember,

    /// <summary>The organization would have no owner.</summary>
    LastOwner,
}
