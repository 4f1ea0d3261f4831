namespace EmailAgent.Grains.Organizations;

/// <summary>The audited actions of organizations.</summary>
internal static class OrganizationActions
{
    public const string Create = "organization.create";

    public const string Change = "organization.change";

    public const string Delete = "organization.delete";

    public const string ChangeMember = "organization.change_member";

    public const string RemoveMember = "organization.remove_member";

    public const string Invite = "organization.invite";

    public const string WithdrawInvitation = "organization.withdraw_invitation";

    public const string AcceptInvitation = "organization.accept_invitation";
}
