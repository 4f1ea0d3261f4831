using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Lockout;

namespace EmailAgent.Grains.Organizations;

/// <summary>Permissions in an organization. A member cannot grant, change or remove a role above their own.</summary>
internal static class OrganizationPolicy
{
    public const int MaxOrganizations = 100;

    /// <summary>Invitations of one organization that are neither accepted nor expired.</summary>
    public const int MaxInvitations = 100;

    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(7);

    /// <summary>
    /// Waits after the first, second, ... invitation of one inviter, in all organizations: each is a mail to a recipient who did not
    /// request it.
    /// </summary>
    public static readonly IReadOnlyList<TimeSpan> InvitationPauses = LockoutPolicy.Delays(failures: 51, longest: TimeSpan.FromHours(1));

    /// <summary>Invitations are forgotten in <see cref="InvitationPauses"/> after this time without one.</summary>
    public static readonly TimeSpan InvitationMemory = TimeSpan.FromDays(1);

    private const int MaxName = 100;

    private static readonly Problem RoleTooLow = new(OrganizationProblems.RoleTooLow, "Your role in this organization does not allow that.");

    public static Problem? CheckName(string name) => NameText.Check(name, "name", MaxName);

    public static Problem? CheckInvitation(string email, string role) => Problem.Combine(
        EmailSyntax.IsAddress(email) ? null : new Problem(ProblemCodes.Invalid, "The address is not a valid e-mail address.", "email"),
        CheckRole(role));

    public static Problem? CheckRole(string role) => OrganizationRoles.All.Contains(role)
        ? null
        : new Problem(ProblemCodes.Invalid, $"The role must be one of {string.Join(", ", OrganizationRoles.All)}.", "role");

    /// <summary>Allows names and invitations to owners and admins.</summary>
    public static Problem? MayManage(string role) => Rank(role) >= Rank(OrganizationRoles.Admin) ? null : RoleTooLow;

    public static Problem? MayDelete(string role) => role == OrganizationRoles.Owner ? null : RoleTooLow;

    /// <param name="role">The caller's.</param>
    /// <param name="given">The role that is given, or that of the member whose membership is changed or ended.</param>
    public static Problem? MayGive(string role, string given) => MayManage(role) ?? (Rank(given) <= Rank(role) ? null : RoleTooLow);

    private static int Rank(string role) => role switch
    {
        OrganizationRoles.Owner => 3,
        OrganizationRoles.Admin => 2,
        _ => 1,
    };
}
