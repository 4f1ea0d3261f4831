using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Discovery;

/// <summary>The servers of domains that were found before. Thread-safe.</summary>
internal sealed class FoundServerCache(IOptions<DiscoveryOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (FoundServers Servers, DateTimeOffset Until)> _kept = new(StringComparer.Ordinal);

    /// <returns>Null for a domain that must be asked.</returns>
    public FoundServers? Find(string domain)
    {
        lock (_lock)
        {
            return _kept.TryGetValue(domain, out var kept) && time.GetUtcNow() < kept.Until ? kept.Servers : null;
        }
    }

    public void Keep(string domain, FoundServers servers)
    {
        var now = time.GetUtcNow();
        var until = now + (servers.IsSettled ? options.Value.KeepFor : options.Value.KeepFailureFor);
        lock (_lock)
        {
            if (_kept.Count >= options.Value.MostKept)
                MakeRoom(now);
            if (_kept.Count < options.Value.MostKept)
                _kept[domain] = (servers, until);
        }
    }

    // Users could fill it with domains that they make up, so that all are dropped rather than any new one refused.
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var expired in _kept.Where(kept => kept.Value.Until <= now).Select(kept => kept.Key).ToList())
            _kept.Remove(expired);
        if (_kept.Count >= options.Value.MostKept)
            _kept.Clear();
    }
}
