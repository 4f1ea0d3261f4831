namespace EmailAgent.Grains.Organizations;

/// <summary>
/// One organization; the key is its id. Whoever is no member gets <c>not_found</c>, as for one that does not exist; a member whose role
/// does not allow it gets <c>role_too_low</c>.
/// </summary>
[Alias("organization-grain")]
public interface IOrganizationGrain : IGrainWithStringKey
{
    [Alias("get"), Idempotent]
    Task<Outcome<Organization>> GetAsync(Guid callerId, CancellationToken cancellationToken);

    /// <summary>Renames it, unless it is no longer named as <paramref name="expected"/>, where that is given: then refused with <c>precondition_failed</c>.</summary>
    [Alias("rename")]
    Task<Outcome<Organization>> RenameAsync(Guid callerId, string name, Organization? expected, CancellationToken cancellationToken);

    /// <summary>Removes it, for owners.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(Guid callerId, CancellationToken cancellationToken);

    /// <summary>Oldest membership first.</summary>
    [Alias("members"), Idempotent]
    Task<Outcome<IReadOnlyList<Member>>> ListMembersAsync(Guid callerId, CancellationToken cancellationToken);

    /// <summary>Also refused with <c>last_owner</c>.</summary>
    [Alias("change-role")]
    Task<Outcome<Done>> ChangeRoleAsync(Guid callerId, Guid userId, string role, CancellationToken cancellationToken);

    /// <summary>Ends a membership; everybody may end the own one. Also refused with <c>last_owner</c>.</summary>
    [Alias("remove-member")]
    Task<Outcome<Done>> RemoveMemberAsync(Guid callerId, Guid userId, CancellationToken cancellationToken);

    /// <summary>
    /// Invites an address for a week, in place of any earlier invitation of it, and has it mailed where mail goes out. Also refused with
    /// <c>validation_failed</c>, <c>already_member</c>, <c>too_many</c> and <c>too_many_attempts</c>; nothing tells whether the address has an account.
    /// </summary>
    [Alias("invite")]
    Task<Outcome<Invitation>> InviteAsync(Guid callerId, string email, string role, CancellationToken cancellationToken);

    /// <summary>Those that are open, newest first.</summary>
    [Alias("invitations"), Idempotent]
    Task<Outcome<IReadOnlyList<Invitation>>> ListInvitationsAsync(Guid callerId, CancellationToken cancellationToken);

    [Alias("withdraw-invitation")]
    Task<Outcome<Done>> WithdrawInvitationAsync(Guid callerId, Guid invitationId, CancellationToken cancellationToken);
}
