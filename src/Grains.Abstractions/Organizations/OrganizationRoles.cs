namespace EmailAgent.Grains.Organizations;

/// <summary>What somebody is in an organization.</summary>
public static class OrganizationRoles
{
    /// <summary>May do everything; there is always one.</summary>
    public const string Owner = "owner";

    /// <summary>Invites and removes members.</summary>
    public const string Admin = "admin";

    public const string Member = "member";

    /// <summary>From the most to the least.</summary>
    public static IReadOnlyList<string> All { get; } = [Owner, Admin, Member];
}
