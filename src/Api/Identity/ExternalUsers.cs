using System.Collections.Concurrent;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

/// <summary>Which user of ours somebody is whom another issuer knows; remembered for a minute, as long as the issuer says nothing new.</summary>
internal sealed class ExternalUsers(IClusterClient cluster, TimeProvider time)
{
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ExternalLogin, (Guid UserId, DateTimeOffset SaidAt, DateTimeOffset Until)> _users = new();

    /// <returns>Null when the user was deleted.</returns>
    public async ValueTask<Guid?> FindAsync(ExternalLogin login, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var said = login with { SaidAt = default };
        if (_users.TryGetValue(said, out var remembered) && now < remembered.Until && login.SaidAt <= remembered.SaidAt)
            return remembered.UserId;

        var outcome = await cluster.GetGrain<IIdentityGrain>(0).SignInExternallyAsync(login, cancellationToken);
        if (outcome.Value is not { } user)
        {
            _users.TryRemove(said, out _);
            return null;
        }

        if (_users.Count >= MaxRemembered)
            _users.Clear();
        var userId = Guid.ParseExact(user.Id, "N");
        _users[said] = (userId, login.SaidAt, now + RememberedFor);
        return userId;
    }
}
