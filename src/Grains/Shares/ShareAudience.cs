using EmailAgent.Grains.Access;
using EmailAgent.Storage.Shares;

namespace EmailAgent.Grains.Shares;

/// <summary>Has a change of what is shared act at once: of whom it may concern is asked anew, in requests and on live lines.</summary>
internal sealed class ShareAudience(ShareStore shares, IGrainFactory grains)
{
    /// <summary>After a change of an organization's shares or members.</summary>
    public async Task RefreshAsync(Guid organizationId, CancellationToken cancellationToken) =>
        await RefreshAsync(await shares.ListAudienceAsync(organizationId, cancellationToken));

    /// <summary>After a change of a user that may have shared mailboxes.</summary>
    public async Task RefreshOfAsync(Guid ownerId, CancellationToken cancellationToken) =>
        await RefreshAsync(await shares.ListAudienceOfAsync(ownerId, cancellationToken));

    /// <summary>Whom a change of what a user shares concerns.</summary>
    public Task<IReadOnlyList<Guid>> ListOfAsync(Guid ownerId, CancellationToken cancellationToken) => shares.ListAudienceOfAsync(ownerId, cancellationToken);

    public Task RefreshAsync(IReadOnlyCollection<Guid> users) =>
        Task.WhenAll(users.Select(user => grains.GetGrain<IAccessGrain>(Ids.Format(user)).ForgetAsync()));
}
