using EmailAgent.Grains.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Events;

/// <summary>Counts in memory: when this is lost, lines that are open come back with their next heartbeat.</summary>
internal sealed class LiveLineGrain(IOptions<AccountLimitOptions> limits, TimeProvider time) : Grain, ILiveLineGrain
{
    // Four heartbeats.
    private static readonly TimeSpan GoneAfter = TimeSpan.FromMinutes(2);

    private readonly Dictionary<Guid, long> _heldAt = [];

    public Task<Outcome<Done>> HoldAsync(Guid lineId, CancellationToken cancellationToken)
    {
        foreach (var gone in _heldAt.Where(line => time.GetElapsedTime(line.Value) > GoneAfter).Select(line => line.Key).ToList())
            _heldAt.Remove(gone);
        if (!_heldAt.ContainsKey(lineId) && _heldAt.Count >= limits.Value.LiveLines)
            return Task.FromResult<Outcome<Done>>(new Problem(ProblemCodes.TooMany, $"The limit of {limits.Value.LiveLines} live connections is reached; close one first."));
        _heldAt[lineId] = time.GetTimestamp();
        return Task.FromResult<Outcome<Done>>(Done.Value);
    }

    public Task ReleaseAsync(Guid lineId)
    {
        _heldAt.Remove(lineId);
        return Task.CompletedTask;
    }
}
