namespace EmailAgent.Grains.Organizations;

/// <summary>An invitation that has not been accepted.</summary>
/// <param name="Mailed">Whether its address is to be mailed.</param>
/// <param name="MailedAt">When a mail server accepted the mail; null until then.</param>
internal sealed record InvitationRow(Guid Id, string EmailKey, string Role, DateTime CreatedAt, DateTime ExpiresAt, bool Mailed, DateTime? MailedAt = null);

/// <summary>An invitation to be mailed to its address.</summary>
internal sealed record InvitationToMail(Guid Id, string Organization, string Role);

/// <summary>Result of storing an invitation.</summary>
internal enum InvitationResult
{
    Stored,

    /// <summary>The address is a member's, or the organization does not exist.</summary>
    Refused,

    /// <summary>The organization has the highest number of open invitations.</summary>
    TooMany,
}

/// <summary>Result of changing a membership.</summary>
internal enum MembershipResult
{
    Changed,
    NoSuchMember,

    /// <summary>The organization would have no owner.</summary>
    LastOwner,
}
