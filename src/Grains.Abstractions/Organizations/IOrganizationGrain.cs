namespace EmailAgent.Grains.Organizations;

/// <summary>
/// An organization; the key is its id. Callers that are not members get <c>not_found</c>, as for one that does not exist; a member
/// with an insufficient role gets <c>role_too_low</c>.
/// </summary>
[Alias("organization-grain")]
public interface IOrganizationGrain : IGrainWithStringKey
{
    [Alias("get"), Idempotent]
    Task<Outcome<Organization>> GetAsync(Guid callerId, CancellationToken cancellationToken);

    /// <summary>Renames the organization. Refused with <c>precondition_failed</c> if <paramref name="expected"/> is given and is no longer its name.</summary>
    [Alias("rename")]
    Task<Outcome<Organization>> RenameAsync(Guid callerId, string name, Organization? expected, CancellationToken cancellationToken);

    /// <summary>
    /// Removes it, for owners. Refused with <c>precondition_failed</c> if <paramref name="expected"/> is given and name or number of members are no
    /// longer the same.
    /// </summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(Guid callerId, Organization? expected, CancellationToken cancellationToken);

    /// <summary>Lists memberships, oldest first.</summary>
    [Alias("members"), Idempotent]
    Task<Outcome<IReadOnlyList<Member>>> ListMembersAsync(Guid callerId, CancellationToken cancellationToken);

    /// <summary>Changes the role of a member. Also refused with <c>last_owner</c>.</summary>
    [Alias("change-role")]
    Task<Outcome<Done>> ChangeRoleAsync(Guid callerId, Guid userId, string role, CancellationToken cancellationToken);

    /// <summary>Ends a membership. Every member can leave. Also refused with <c>last_owner</c>.</summary>
    [Alias("remove-member")]
    Task<Outcome<Done>> RemoveMemberAsync(Guid callerId, Guid userId, CancellationToken cancellationToken);

    /// <summary>
    /// Invites an address for a week, in place of any earlier invitation of it, and mails the invitation if the instance sends mail.
    /// Also refused with <c>validation_failed</c>, <c>already_member</c>, <c>too_many</c> and <c>too_many_attempts</c>; no answer
    /// reveals whether the address has an account.
    /// </summary>
    [Alias("invite")]
    Task<Outcome<Invitation>> InviteAsync(Guid callerId, string email, string role, CancellationToken cancellationToken);

    /// <summary>Lists the open invitations, newest first.</summary>
    [Alias("invitations"), Idempotent]
    Task<Outcome<IReadOnlyList<Invitation>>> ListInvitationsAsync(Guid callerId, CancellationToken cancellationToken);

    [Alias("withdraw-invitation")]
    Task<Outcome<Done>> WithdrawInvitationAsync(Guid callerId, Guid invitationId, CancellationToken cancellationToken);
}
