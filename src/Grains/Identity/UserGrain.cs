using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.SignIn;

namespace EmailAgent.Grains.Identity;

internal sealed class UserGrain(UserStore users, UserConnections connections, ServerDiscovery discovery, SignIns signIns, EmailEdits edits) : Grain, IUserGrain
{
    private static readonly Problem NoSuchUser = new(ProblemCodes.NotFound, "There is no such user.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<UserProfile>> GetProfileAsync(CancellationToken cancellationToken) =>
        await users.FindAsync(UserId, cancellationToken) is { } user ? UserProfiles.From(user) : NoSuchUser;

    public async Task<Outcome<UserProfile>> UpdateProfileAsync(ProfileChanges changes, CancellationToken cancellationToken)
    {
        if (Problem.Combine(NamePolicy.Check(changes.FirstName, "first_name"), NamePolicy.Check(changes.LastName, "last_name")) is { } refused)
            return refused;
        var expected = changes.Expected is { } read ? (read.FirstName, read.LastName) : default((string?, string?)?);
        return await users.UpdateNamesAsync(UserId, NameText.Tidy(changes.FirstName), NameText.Tidy(changes.LastName), expected, cancellationToken) is { } user ? UserProfiles.From(user)
            : expected is not null && await users.FindAsync(UserId, cancellationToken) is not null ? Problem.Changed
            : NoSuchUser;
    }

    public Task<IReadOnlyList<Connection>> ListConnectionsAsync(Visibility visible, CancellationToken cancellationToken) =>
        connections.ListAsync(Own(visible), cancellationToken);

    public Task<Outcome<DiscoveredServers>> DiscoverServersAsync(string email, CancellationToken cancellationToken) =>
        discovery.DiscoverAsync(UserId, email, cancellationToken);

    public Task<Outcome<Connection>> ConnectAsync(ServerConnectionRequest request, CancellationToken cancellationToken) =>
        connections.ConnectAsync(UserId, request, cancellationToken);

    public Task<IReadOnlyList<ProviderInfo>> ListProvidersAsync(CancellationToken cancellationToken) =>
        Task.FromResult(signIns.List());

    public Task<Outcome<SignInStart>> BeginSignInAsync(string provider, AuthUrlRequest request, CancellationToken cancellationToken) =>
        signIns.BeginAsync(UserId, provider, request, cancellationToken);

    public Task<Outcome<SignedIn>> CompleteSignInAsync(string provider, CallbackRequest answer, CancellationToken cancellationToken) =>
        signIns.CompleteAsync(UserId, provider, answer, cancellationToken);

    public Task<IReadOnlyList<SyncStatus>> StartSyncAsync(Visibility visible, CancellationToken cancellationToken) =>
        connections.StartSyncAsync(Own(visible), cancellationToken);

    public Task<EditReport> EditEmailsAsync(Visibility visible, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken) =>
        edits.EditAsync(Own(visible), emailIds, edit, cancellationToken);

    public Task<IReadOnlyList<SyncStatus>> GetSyncStatusAsync(Visibility visible, CancellationToken cancellationToken) =>
        connections.GetSyncStatusAsync(Own(visible), cancellationToken);

    // Of no other user, regardless of the request.
    private Visibility Own(Visibility visible) => visible with { UserId = UserId };
}
