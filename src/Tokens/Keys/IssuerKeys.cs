using Microsoft.Extensions.Logging;

namespace EmailAgent.Tokens.Keys;

/// <summary>
/// Cache of one issuer's keys. They are fetched again in the background from time to time, and within a request before a token with an
/// unknown key is refused, but not often. While the issuer does not answer, the last keys stay in use for a day.
/// </summary>
public sealed partial class IssuerKeys(string issuer, IKeySource source, TimeProvider time, ILogger<IssuerKeys> logger)
{
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan UsableFor = TimeSpan.FromDays(1);

    /// <summary>Minimum time between two fetches for unknown keys, however many tokens with invented keys are sent.</summary>
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(10);

    // After a time without requests, a key that the issuer has withdrawn meanwhile must not let the next caller in.
    private static readonly TimeSpan WaitAfter = 2 * RefreshAfter;

    private readonly Lock _lock = new();
    private volatile Snapshot? _last;
    private volatile bool _isDown;
    private Task _fetch = Task.CompletedTask;
    private DateTimeOffset _nextFetch = DateTimeOffset.MinValue;
    private DateTimeOffset _nextFetchForUnknownKey = DateTimeOffset.MinValue;

    /// <returns>Null if there are no keys and none can be fetched.</returns>
    public async ValueTask<KeySet?> GetAsync(CancellationToken cancellationToken)
    {
        var last = Usable;
        var age = last is null ? TimeSpan.MaxValue : time.GetUtcNow() - last.FetchedAt;
        if (age < RefreshAfter)
            return last!.Keys;
        var fetch = FetchAsync(forUnknownKey: false);
        if (last is not null && (age < WaitAfter || _isDown))
            return last.Keys;
        await fetch.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Usable?.Keys;
    }

    /// <summary>Returns the keys after those of <see cref="GetAsync"/> did not contain the one that a token names.</summary>
    /// <returns>Null if the issuer does not answer; the key can exist by then.</returns>
    public async ValueTask<KeySet?> GetNewerAsync(CancellationToken cancellationToken)
    {
        await FetchAsync(forUnknownKey: true).WaitAsync(cancellationToken).ConfigureAwait(false);
        return _isDown ? null : Usable?.Keys;
    }

    private Snapshot? Usable => _last is { } last && time.GetUtcNow() < last.FetchedAt + UsableFor ? last : null;

    // All requests of the moment wait for the same fetch, so it belongs to none of them.
    private Task FetchAsync(bool forUnknownKey)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_fetch.IsCompleted || now < (forUnknownKey ? _nextFetchForUnknownKey : _nextFetch))
                return _fetch;
            _nextFetch = now + AtMostEvery;
            if (forUnknownKey)
                _nextFetchForUnknownKey = _nextFetch;
            return _fetch = Task.Run(TryFetchAsync);
        }
    }

    private async Task TryFetchAsync()
    {
        try
        {
            _last = new Snapshot(await source.FetchAsync(CancellationToken.None).ConfigureAwait(false), time.GetUtcNow());
            _isDown = false;
        }
        catch (Exception failure)
        {
            _isDown = true;
            LogUnavailable(issuer, failure); // the requests that wait see that there is nothing new
        }
    }

    private sealed record Snapshot(KeySet Keys, DateTimeOffset FetchedAt);
}
