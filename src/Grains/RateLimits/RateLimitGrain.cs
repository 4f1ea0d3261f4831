using EmailAgent.Providers.Quota;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.RateLimits;

/// <summary>A grain that counts requests in memory. When its silo is lost, counting starts again elsewhere.</summary>
internal sealed class RateLimitGrain(IOptions<RateLimitOptions> options, TimeProvider time) : Grain, IRateLimitGrain
{
    // A request waits up to a twelfth of the window longer than it would have to; in return, a subject holds little memory.
    private const int GrainsOfWindow = 12;

    private readonly Dictionary<(RateClass Kind, Guid? KeyId), SlidingWindow> _windows = [];
    private readonly long _start = time.GetTimestamp();

    public Task<RateVerdict> TakeAsync(RateClass kind, Guid? keyId, CancellationToken cancellationToken)
    {
        // On a clock that never goes back.
        var now = DateTimeOffset.UnixEpoch + time.GetElapsedTime(_start);
        var limits = options.Value.For(kind);
        var whole = Window(kind, null);
        var ofKey = keyId is null ? null : Window(kind, keyId);
        var limit = RateSubject.IsAddress(this.GetPrimaryKeyString()) ? limits.PerAddress : limits.PerUser;
        var nearest = whole;
        if (ofKey is not null && limits.PerKey - ofKey.Used(now) < limit - whole.Used(now))
            (nearest, limit) = (ofKey, limits.PerKey);
        var allowed = nearest.Used(now) < limit;
        if (allowed)
        {
            whole.Take(1, now);
            ofKey?.Take(1, now);
        }

        var used = nearest.Used(now);
        return Task.FromResult(new RateVerdict(allowed, limit, (int)(limit - used), nearest.UntilRoom(1, used, now)));
    }

    private SlidingWindow Window(RateClass kind, Guid? keyId)
    {
        if (!_windows.TryGetValue((kind, keyId), out var window))
            _windows.Add((kind, keyId), window = new SlidingWindow(options.Value.Window, GrainsOfWindow));
        return window;
    }
}
