namespace EmailAgent.Grains.Organizations;

/// <summary>Roles of a member in an organization.</summary>
public static class OrganizationRoles
{
    /// <summary>All permissions; every organization has at least one owner.</summary>
    public const string Owner = "owner";

    /// <summary>Invites and removes members.</summary>
    public const string Admin = "admin";

    public const string Member = "member";

    /// <summary>All roles, from the highest to the lowest.</summary>
    public static IReadOnlyList<string> All { get; } = [Owner, Admin, Member];
}
