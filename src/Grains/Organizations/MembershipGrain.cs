using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Shares;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Organizations;

[StatelessWorker, Reentrant]
internal sealed class MembershipGrain(OrganizationStore organizations, InvitationStore invitations, ShareAudience audience) : Grain, IMembershipGrain
{
    private static readonly Problem NoSuchInvitation = new(ProblemCodes.NotFound, "The invitation is unknown, expired, or for another account.");
    private static readonly Problem NotVerified = new(IdentityProblems.EmailNotVerified, "Verify your address first, or use the token from the invitation mail.", "token");
    private static readonly Problem TooMany = new(ProblemCodes.TooMany, $"A user can belong to at most {OrganizationPolicy.MaxOrganizations} organizations.");
    private static readonly Problem Gone = new(ProblemCodes.NotFound, "There is no such organization.");

    public Task<IReadOnlyList<Organization>> ListAsync(Guid userId, CancellationToken cancellationToken) => organizations.ListAsync(userId, cancellationToken);

    public async Task<Outcome<Organization>> CreateAsync(Guid userId, Guid id, string name, CancellationToken cancellationToken)
    {
        if (OrganizationPolicy.CheckName(name) is { } invalid)
            return invalid;
        if (await organizations.FindAsync(id, userId, cancellationToken) is { } created)
            return created;
        var entry = AuditTrail.Entry(userId, OrganizationActions.Create, TargetOf(id));
        return await organizations.CreateAsync(id, NameText.Tidy(name), userId, OrganizationPolicy.MaxOrganizations, entry, cancellationToken)
            ? await FindAsync(id, userId, cancellationToken)
            : TooMany;
    }

    public async Task<Outcome<Organization>> AcceptAsync(Guid userId, string token, CancellationToken cancellationToken)
    {
        var hash = InvitationToken.From(token).Hash;
        var accepted = await invitations.AcceptAsync(
            hash,
            userId,
            OrganizationPolicy.MaxOrganizations,
            (id, role) => AuditTrail.Entry(userId, OrganizationActions.AcceptInvitation, TargetOf(id), details: ("role", role)),
            cancellationToken);
        if (accepted is not { } organization)
            return await RefuseAsync(hash, userId, cancellationToken);
        await audience.RefreshAsync([userId]);
        return await FindAsync(organization, userId, cancellationToken);
    }

    private static string TargetOf(Guid id) => $"organization:{Ids.Format(id)}";

    // The invitation is not used.
    private async Task<Problem> RefuseAsync(byte[] hash, Guid userId, CancellationToken cancellationToken) =>
        (await organizations.ListAsync(userId, cancellationToken)).Count >= OrganizationPolicy.MaxOrganizations ? TooMany
        : await invitations.AwaitsVerificationAsync(hash, userId, cancellationToken) ? NotVerified
        : NoSuchInvitation;

    private async Task<Outcome<Organization>> FindAsync(Guid id, Guid userId, CancellationToken cancellationToken) =>
        await organizations.FindAsync(id, userId, cancellationToken) is { } found ? found : Gone;
}
