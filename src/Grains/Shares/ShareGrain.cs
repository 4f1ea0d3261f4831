using System.Globalization;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Organizations;

namespace EmailAgent.Grains.Shares;

/// <summary>Serializes changes of one organization's shares, so that the state that is checked is the state that is changed.</summary>
internal sealed class ShareGrain(ShareStore shares, OrganizationStore organizations, ShareAudience audience) : Grain, IShareGrain
{
    private static readonly Problem NoSuchOrganization = new(ProblemCodes.NotFound, "There is no such organization.");
    private static readonly Problem NoSuchConnection = new(ProblemCodes.NotFound, "There is no such connection.");
    private static readonly Problem NotManaged = new(ShareProblems.AccessTooLow, "Only the mailbox's owner and members with manage access can change its shares.");
    private static readonly Problem TooMany = new(ProblemCodes.TooMany, $"An organization can have at most {SharePolicy.MaxShares} shared mailboxes.");

    private Guid Id => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<IReadOnlyList<ConnectionShare>>> ListAsync(Guid callerId, CancellationToken cancellationToken)
    {
        if (await RoleOfAsync(callerId, cancellationToken) is not { } role)
            return NoSuchOrganization;
        var all = await shares.ListAsync(Id, cancellationToken);
        return new Outcome<IReadOnlyList<ConnectionShare>>([.. all.Where(share => SharePolicy.Shows(share, callerId, role))], null);
    }

    public async Task<Outcome<ConnectionShare>> ShareAsync(Guid callerId, Guid connectionId, ShareRequest request, CancellationToken cancellationToken)
    {
        if (await RoleOfAsync(callerId, cancellationToken) is not { } role)
            return NoSuchOrganization;
        if (SharePolicy.Check(request) is { } invalid)
            return invalid;
        var all = await shares.ListAsync(Id, cancellationToken);
        var known = all.SingleOrDefault(share => share.ConnectionId == Ids.Format(connectionId));
        var hidden = known is not null && Hidden(known, callerId, role);
        if ((known is null || hidden) && all.Count >= SharePolicy.MaxShares)
            return TooMany;
        if (hidden)
            return NoSuchConnection;
        if (known is not null && SharePolicy.AccessOf(known, callerId) is not >= MailboxAccess.Manage)
            return NotManaged;
        return await SaveAsync(new ShareChange(Id, known is null ? callerId : OwnerOf(known), connectionId, request.Everybody, request.Members), cancellationToken);
    }

    public async Task<Outcome<Done>> WithdrawAsync(Guid callerId, Guid connectionId, CancellationToken cancellationToken)
    {
        if (await RoleOfAsync(callerId, cancellationToken) is not { } role)
            return NoSuchOrganization;
        if (await shares.FindAsync(Id, connectionId, cancellationToken) is not { } share || Hidden(share, callerId, role))
            return NoSuchConnection;
        if (!SharePolicy.Shows(share, callerId, role))
            return NotManaged;
        var owner = OwnerOf(share);
        var entry = new MailboxId(owner, connectionId).Audited(ShareActions.Withdraw, ("organization", Ids.Format(Id)));
        if (!await shares.RemoveAsync(Id, owner, connectionId, entry, cancellationToken))
            return NoSuchConnection;
        await audience.RefreshAsync(Id, CancellationToken.None);
        return Done.Value;
    }

    private async Task<Outcome<ConnectionShare>> SaveAsync(ShareChange change, CancellationToken cancellationToken)
    {
        var entry = new MailboxId(change.OwnerId, change.ConnectionId).Audited(
            ShareActions.Share,
            ("organization", Ids.Format(Id)),
            ("everybody", change.Everybody is { } access ? $"{access}".ToLowerInvariant() : "none"),
            ("members", change.Members.Count.ToString(CultureInfo.InvariantCulture)));
        switch (await shares.SaveAsync(change, entry, cancellationToken))
        {
            case ShareResult.NoSuchConnection:
                return NoSuchConnection;
            case ShareResult.NoSuchMember:
                return SharePolicy.NoSuchMember;
            default:
                await audience.RefreshAsync(Id, CancellationToken.None);
                return await shares.FindAsync(Id, change.ConnectionId, cancellationToken) is { } saved ? saved : NoSuchConnection;
        }
    }

    // For who neither sees who may what nor uses the mailbox, it is not there.
    private static bool Hidden(ConnectionShare share, Guid callerId, string role) => !SharePolicy.Shows(share, callerId, role) && SharePolicy.AccessOf(share, callerId) is null;

    private static Guid OwnerOf(ConnectionShare share) => Guid.ParseExact(share.UserId, "N");

    private async Task<string?> RoleOfAsync(Guid userId, CancellationToken cancellationToken) => (await organizations.FindAsync(Id, userId, cancellationToken))?.Role;
}
