namespace EmailAgent.Api.Identity.Issuers;

/// <summary>
/// The keys of one issuer, kept: fetched anew beside the requests now and then, and before a request is refused for a key that is
/// not known, but not often. While the issuer does not answer, the last keys count for a day.
/// </summary>
internal sealed partial class IssuerKeys(string issuer, IKeySource source, TimeProvider time, ILogger<IssuerKeys> logger)
{
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan UsableFor = TimeSpan.FromDays(1);

    /// <summary>Whoever sends tokens of keys that nobody has causes no more fetches than this.</summary>
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(10);

    // So a key that the issuer has withdrawn while nobody called does not let the next caller in.
    private static readonly TimeSpan WaitAfter = 2 * RefreshAfter;

    private readonly Lock _lock = new();
    private volatile Snapshot? _last;
    private volatile bool _isDown;
    private Task _fetch = Task.CompletedTask;
    private DateTimeOffset _nextFetch = DateTimeOffset.MinValue;

    /// <returns>Null when there are none and none can be had.</returns>
    public async ValueTask<KeySet?> GetAsync(CancellationToken cancellationToken)
    {
        var last = Usable;
        var age = last is null ? TimeSpan.MaxValue : time.GetUtcNow() - last.FetchedAt;
        if (age < RefreshAfter)
            return last!.Keys;
        var fetch = FetchAsync();
        if (last is not null && (age < WaitAfter || _isDown))
            return last.Keys;
        await fetch.WaitAsync(cancellationToken);
        return Usable?.Keys;
    }

    /// <summary>As <see cref="GetAsync"/>, after the last ones did not contain a key that a token names.</summary>
    /// <returns>Null when the issuer cannot be asked, so that nobody knows whether it has such a key by now.</returns>
    public async ValueTask<KeySet?> GetNewerAsync(CancellationToken cancellationToken)
    {
        await FetchAsync().WaitAsync(cancellationToken);
        return _isDown ? null : Usable?.Keys;
    }

    private Snapshot? Usable => _last is { } last && time.GetUtcNow() < last.FetchedAt + UsableFor ? last : null;

    // One for all who ask at the same time, so it belongs to none of their requests.
    private Task FetchAsync()
    {
        lock (_lock)
        {
            if (!_fetch.IsCompleted || time.GetUtcNow() < _nextFetch)
                return _fetch;
            _nextFetch = time.GetUtcNow() + AtMostEvery;
            return _fetch = Task.Run(TryFetchAsync);
        }
    }

    private async Task TryFetchAsync()
    {
        try
        {
            _last = new Snapshot(await source.FetchAsync(CancellationToken.None), time.GetUtcNow());
            _isDown = false;
        }
        catch (Exception failure)
        {
            _isDown = true;
            LogUnavailable(issuer, failure); // who waits sees that there is nothing new
        }
    }

    private sealed record Snapshot(KeySet Keys, DateTimeOffset FetchedAt);
}
