using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Shares;

/// <summary>Makes a change of shares take effect at once: the access of every member concerned is checked again, in requests and on live connections.</summary>
internal sealed class ShareAudience(ShareStore shares, IGrainFactory grains)
{
    /// <summary>Refreshes after a change of an organization's shares or members.</summary>
    public async Task RefreshAsync(Guid organizationId, CancellationToken cancellationToken) =>
        await RefreshAsync(await shares.ListAudienceAsync(organizationId, cancellationToken));

    /// <summary>Refreshes after a change of a user who can have shared mailboxes.</summary>
    public async Task RefreshOfAsync(Guid ownerId, CancellationToken cancellationToken) =>
        await RefreshAsync(await shares.ListAudienceOfAsync(ownerId, cancellationToken));

    /// <summary>Lists the users affected by a change of a user's shares.</summary>
    public Task<IReadOnlyList<Guid>> ListOfAsync(Guid ownerId, CancellationToken cancellationToken) => shares.ListAudienceOfAsync(ownerId, cancellationToken);

    public Task RefreshAsync(IReadOnlyCollection<Guid> users) =>
        Task.WhenAll(users.Select(user => grains.GetGrain<IAccessGrain>(Ids.Format(user)).ForgetAsync()));
}
