using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Shares;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Organizations;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Organizations;

[StatelessWorker, Reentrant]
internal sealed class MembershipGrain(OrganizationStore organizations, InvitationStore invitations, ShareAudience audience) : Grain, IMembershipGrain
{
    private static readonly Problem NoSuchInvitation = new(ProblemCodes.NotFound, "The invitation is unknown, expired, or for another account.");
    private static readonly Problem NotVerified = new(ProblemCodes.EmailNotVerified, "Verify your address first, or use the token from the invitation mail.", "token");
    private static readonly Problem TooMany = new(ProblemCodes.TooMany, $"A user can belong to at most {OrganizationPolicy.MaxOrganizations} organizations.");
    private static readonly Problem Gone = new(ProblemCodes.NotFound, "There is no such organization.");

    public async Task<IReadOnlyList<Organization>> ListAsync(Guid userId, CancellationToken cancellationToken) =>
        [.. (await organizations.ListAsync(userId, cancellationToken)).Select(row => row.ToOrganization())];

    public async Task<Outcome<Organization>> CreateAsync(Guid userId, string name, CancellationToken cancellationToken)
    {
        if (OrganizationPolicy.CheckName(name) is { } invalid)
            return invalid;
        if ((await organizations.ListAsync(userId, cancellationToken)).Count >= OrganizationPolicy.MaxOrganizations)
            return TooMany;
        var id = Guid.CreateVersion7();
        await organizations.CreateAsync(id, name.Trim(), userId, AuditTrail.Entry(userId, AuditActions.CreateOrganization, TargetOf(id)), cancellationToken);
        return await FindAsync(id, userId, cancellationToken);
    }

    public async Task<Outcome<Organization>> AcceptAsync(Guid userId, string token, CancellationToken cancellationToken)
    {
        var hash = InvitationToken.From(token).Hash;
        var accepted = await invitations.AcceptAsync(
            hash, userId, (id, role) => AuditTrail.Entry(userId, AuditActions.AcceptInvitation, TargetOf(id), details: ("role", role)), cancellationToken);
        if (accepted is not { } organization)
            return await invitations.AwaitsVerificationAsync(hash, userId, cancellationToken) ? NotVerified : NoSuchInvitation;
        await audience.RefreshAsync([userId]);
        return await FindAsync(organization, userId, cancellationToken);
    }

    private static string TargetOf(Guid id) => $"organization:{Ids.Format(id)}";

    private async Task<Outcome<Organization>> FindAsync(Guid id, Guid userId, CancellationToken cancellationToken) =>
        await organizations.FindAsync(id, userId, cancellationToken) is { } row ? row.ToOrganization() : Gone;
}
