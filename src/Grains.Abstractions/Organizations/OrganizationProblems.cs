namespace EmailAgent.Grains.Organizations;

/// <summary>Refusals of requests for organizations.</summary>
public static class OrganizationProblems
{
    /// <summary>The member's role in the organization does not allow it.</summary>
    [Problem(403, "Role too low")]
    public const string RoleTooLow = "role_too_low";

    /// <summary>An organization would have no owner.</summary>
    [Problem(409, "Last owner")]
    public const string LastOwner = "last_owner";

    /// <summary>The address belongs to a member of the organization.</summary>
    [Problem(409, "Already a member")]
    public const string AlreadyMember = "already_member";
}
