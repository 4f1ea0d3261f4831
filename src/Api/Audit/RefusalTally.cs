using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.Audit;

/// <summary>
/// The counts of refused requests, so that a flood of them is not a flood of entries: the first of a caller for a reason is reported at
/// once, the following ones together, once per window. Callers beyond a maximum are counted as one.
/// </summary>
internal sealed class RefusalTally
{
    public const int MaxCallers = 256;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(RefusalKind Kind, string Reason, string? What, string Caller), Counted> _counted = [];

    /// <param name="one">A single request.</param>
    /// <param name="caller">The caller: a user's id or an address.</param>
    public void Count(RefusedRequests one, string caller)
    {
        lock (_lock)
        {
            var key = (one.Kind, one.Reason, one.What, caller);
            if (!_counted.TryGetValue(key, out var counted))
            {
                if (_counted.Count >= MaxCallers)
                    (key, one) = ((one.Kind, one.Reason, null, ""), one with { What = null, UserId = null, Credential = null, Origin = null });
                if (!_counted.TryGetValue(key, out counted))
                    _counted.Add(key, counted = new Counted());
            }

            counted.First ??= one;
            counted.Count++;
        }
    }

    /// <summary>Removes and returns the refusals that are due to be reported.</summary>
    /// <param name="now">The time on a clock that never goes back.</param>
    public IReadOnlyList<RefusedRequests> Take(TimeSpan now)
    {
        lock (_lock)
        {
            var taken = new List<RefusedRequests>();
            foreach (var (key, counted) in _counted)
            {
                if (counted.ToldAt is { } told && now - told < Window)
                    continue;
                if (counted.First is { } first)
                    taken.Add(first with { Count = counted.Count });
                else
                    _counted.Remove(key); // quiet for a window
                (counted.First, counted.Count, counted.ToldAt) = (null, 0, now);
            }

            return taken;
        }
    }

    private sealed class Counted
    {
        public RefusedRequests? First { get; set; }

        public long Count { get; set; }

        public TimeSpan? ToldAt { get; set; }
    }
}
