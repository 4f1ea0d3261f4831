using EmailAgent.Grains.Events;
using EmailAgent.Grains.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Access;

/// <summary>Holds what decides over a user's access in memory; the database has the last word, at the latest a minute later.</summary>
internal sealed class AccessGrain(AccessStore store, EventAnnouncer announcer, IOptions<AccountOptions> options, TimeProvider time) : Grain, IAccessGrain
{
    // For changes that bypass the grain, such as by SQL, and for sessions that expire.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);

    private Known? _known;
    private int _forgotten;

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<AccessGrant> CheckAsync(Guid? sessionId, CancellationToken cancellationToken)
    {
        var known = await GetAsync(cancellationToken);
        return AccessPolicy.Judge(known.Row, sessionId, options.Value.SecondFactor);
    }

    public Task ForgetAsync()
    {
        _known = null;
        _forgotten++;
        return announcer.AnnounceAsync(UserId);
    }

    private async ValueTask<Known> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetElapsedTime(known.ReadAt) < GoodFor)
            return known;
        var (before, readAt) = (_forgotten, time.GetTimestamp());
        var read = new Known(await store.FindAsync(UserId, cancellationToken), readAt);
        if (before == _forgotten) // else what was read may be from before the change
            _known = read;
        return read;
    }

    private sealed record Known(AccessRow? Row, long ReadAt);
}
