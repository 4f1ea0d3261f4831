using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Lockout;
using EmailAgent.Grains.Notices;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Grains.Organizations;

internal sealed class OrganizationGrain(
    OrganizationStore organizations, InvitationStore invitations, AttemptStore attempts, NoticeOutbox outbox, ShareAudience audience, TimeProvider time)
    : Grain, IOrganizationGrain
{
    private static readonly Problem NoSuchOrganization = new(ProblemCodes.NotFound, "There is no such organization.");
    private static readonly Problem NoSuchMember = new(ProblemCodes.NotFound, "There is no such member.");
    private static readonly Problem NoSuchInvitation = new(ProblemCodes.NotFound, "There is no such invitation.");
    private static readonly Problem LastOwner = new(OrganizationProblems.LastOwner, "An organization must have an owner; make another member an owner first.");
    private static readonly Problem TooManyInvitations = new(ProblemCodes.TooMany, $"The limit of {OrganizationPolicy.MaxInvitations} open invitations is reached; withdraw some first.");
    private static readonly Problem AlreadyMember = new(OrganizationProblems.AlreadyMember, "This address belongs to a member.", "email");

    private Guid Id => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    private string Target => $"organization:{this.GetPrimaryKeyString()}";

    public async Task<Outcome<Organization>> GetAsync(Guid callerId, CancellationToken cancellationToken) =>
        await organizations.FindAsync(Id, callerId, cancellationToken) is { } found ? found : NoSuchOrganization;

    public async Task<Outcome<Organization>> RenameAsync(Guid callerId, string name, Organization? expected, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(callerId, OrganizationPolicy.MayManage, cancellationToken) is { } refused)
            return refused;
        if (OrganizationPolicy.CheckName(name) is { } invalid)
            return invalid;
        var entry = AuditTrail.Entry(callerId, OrganizationActions.Change, Target);
        var isRenamed = await organizations.RenameAsync(Id, NameText.Tidy(name), expected?.Name, entry, cancellationToken);
        var outcome = await GetAsync(callerId, cancellationToken);
        return isRenamed || outcome.Problem is not null ? outcome : Problem.Changed;
    }

    public async Task<Outcome<Done>> DeleteAsync(Guid callerId, Organization? expected, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(callerId, OrganizationPolicy.MayDelete, cancellationToken) is { } refused)
            return refused;
        if (await organizations.DeleteAsync(Id, expected, AuditTrail.Entry(callerId, OrganizationActions.Delete, Target), cancellationToken) is not { } members)
            return expected is not null && await organizations.FindAsync(Id, callerId, cancellationToken) is not null ? Problem.Changed : NoSuchOrganization;
        await audience.RefreshAsync(members);
        return Done.Value;
    }

    public async Task<Outcome<IReadOnlyList<Member>>> ListMembersAsync(Guid callerId, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(callerId, _ => null, cancellationToken) is { } refused)
            return refused;
        return new Outcome<IReadOnlyList<Member>>(await organizations.ListMembersAsync(Id, cancellationToken), null);
    }

    public async Task<Outcome<Done>> ChangeRoleAsync(Guid callerId, Guid userId, string role, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(callerId, own => OrganizationPolicy.CheckRole(role) ?? OrganizationPolicy.MayGive(own, role), cancellationToken) is { } refused)
            return refused;
        return await ChangeMemberAsync(callerId, userId, role, OrganizationActions.ChangeMember, cancellationToken);
    }

    public async Task<Outcome<Done>> RemoveMemberAsync(Guid callerId, Guid userId, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(callerId, own => userId == callerId ? null : OrganizationPolicy.MayManage(own), cancellationToken) is { } refused)
            return refused;
        return await ChangeMemberAsync(callerId, userId, null, OrganizationActions.RemoveMember, cancellationToken);
    }

    public async Task<Outcome<Invitation>> InviteAsync(Guid callerId, string email, string role, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(callerId, own => OrganizationPolicy.CheckInvitation(email, role) ?? OrganizationPolicy.MayGive(own, role), cancellationToken) is { } refused)
            return refused;
        if (await PauseAsync(callerId, cancellationToken) is { } pause)
            return pause;
        var token = InvitationToken.Create();
        var now = time.GetUtcNow().UtcDateTime;
        var row = new InvitationRow(Guid.CreateVersion7(), EmailSyntax.ToKey(email), role, now, now + OrganizationPolicy.InvitationLifetime, outbox.CanSend);
        var entry = AuditTrail.Entry(callerId, OrganizationActions.Invite, Target, details: [("invitation", Ids.Format(row.Id)), ("role", role)]);
        switch (await invitations.AddAsync(Id, row, token.Hash, OrganizationPolicy.MaxInvitations, entry, cancellationToken))
        {
            case InvitationResult.Refused:
                return AlreadyMember;
            case InvitationResult.TooMany:
                return TooManyInvitations;
            default:
                await outbox.RequestAsync(row.EmailKey, NoticeKinds.Invitation, cancellationToken);
                return row.ToInvitation(token.Text);
        }
    }

    public async Task<Outcome<IReadOnlyList<Invitation>>> ListInvitationsAsync(Guid callerId, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(callerId, OrganizationPolicy.MayManage, cancellationToken) is { } refused)
            return refused;
        return new Outcome<IReadOnlyList<Invitation>>([.. (await invitations.ListAsync(Id, cancellationToken)).Select(row => row.ToInvitation(null))], null);
    }

    public async Task<Outcome<Done>> WithdrawInvitationAsync(Guid callerId, Guid invitationId, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(callerId, OrganizationPolicy.MayManage, cancellationToken) is { } refused)
            return refused;
        var entry = AuditTrail.Entry(callerId, OrganizationActions.WithdrawInvitation, Target, details: ("invitation", Ids.Format(invitationId)));
        return await invitations.RemoveAsync(Id, invitationId, entry, cancellationToken) ? Done.Value : NoSuchInvitation;
    }

    /// <returns>Null if the inviter has not sent too many invitations lately.</returns>
    private async Task<Problem?> PauseAsync(Guid callerId, CancellationToken cancellationToken)
    {
        var inviter = LockoutPolicy.Secret("invitation", Ids.Format(callerId), knownAddress: null);
        var wait = await attempts.BeginAsync(inviter, OrganizationPolicy.InvitationPauses, OrganizationPolicy.InvitationMemory, cancellationToken);
        return wait > TimeSpan.Zero
            ? new Problem(ProblemCodes.TooManyAttempts, "Too many recent invitations; wait before the next one.", RetryAfter: (int)Math.Ceiling(wait.TotalSeconds))
            : null;
    }

    private async Task<Outcome<Done>> ChangeMemberAsync(Guid callerId, Guid userId, string? role, string action, CancellationToken cancellationToken)
    {
        var (own, other) = (await organizations.FindAsync(Id, callerId, cancellationToken), await organizations.FindAsync(Id, userId, cancellationToken));
        if (own is null || other is null)
            return NoSuchMember;
        if (userId != callerId && OrganizationPolicy.MayGive(own.Role, other.Role) is { } refused)
            return refused;
        var entry = AuditTrail.Entry(userId, action, Target, details: role is null ? [] : [("role", role)]);
        switch (await organizations.ChangeMemberAsync(Id, userId, role, entry, cancellationToken))
        {
            case MembershipResult.Changed when role is null:
                await audience.RefreshAsync([userId]); // who left
                await audience.RefreshAsync(Id, CancellationToken.None);
                return Done.Value;
            case MembershipResult.Changed:
                return Done.Value;
            case MembershipResult.LastOwner:
                return LastOwner;
            default:
                return NoSuchMember;
        }
    }

    // The one place that decides: first whether the caller belongs here, then whether the role suffices.
    private async Task<Problem?> RefuseAsync(Guid callerId, Func<string, Problem?> judge, CancellationToken cancellationToken) =>
        await organizations.FindAsync(Id, callerId, cancellationToken) is { } row ? judge(row.Role) : NoSuchOrganization;
}
