using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.RateLimits;

/// <summary>Counts in memory alone: where a silo is lost, its subjects begin anew elsewhere.</summary>
internal sealed class RateLimitGrain(IOptions<RateLimitOptions> options, TimeProvider time) : Grain, IRateLimitGrain
{
    private readonly Dictionary<(RateClass Kind, Guid? KeyId), SlidingWindow> _windows = [];
    private readonly long _start = time.GetTimestamp();

    public Task<RateVerdict> TakeAsync(RateClass kind, Guid? keyId, CancellationToken cancellationToken)
    {
        var now = time.GetElapsedTime(_start);
        var limits = options.Value.For(kind);
        var whole = Window(kind, null, RateSubject.IsAddress(this.GetPrimaryKeyString()) ? limits.PerAddress : limits.PerUser, now);
        var ofKey = keyId is null ? null : Window(kind, keyId, limits.PerKey, now);
        var nearest = ofKey is not null && ofKey.Free < whole.Free ? ofKey : whole;
        var allowed = nearest.Free > 0;
        if (allowed)
        {
            whole.Take();
            ofKey?.Take();
        }

        return Task.FromResult(new RateVerdict(allowed, nearest.Limit, nearest.Free, nearest.UntilMore(now)));
    }

    private SlidingWindow Window(RateClass kind, Guid? keyId, int limit, TimeSpan now)
    {
        if (!_windows.TryGetValue((kind, keyId), out var window))
            _windows.Add((kind, keyId), window = new SlidingWindow(limit, options.Value.Window));
        window.Advance(now);
        return window;
    }
}
