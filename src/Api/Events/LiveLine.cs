using EmailAgent.Grains;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>The place of one live line among those that its user may have open; kept until it is disposed.</summary>
internal sealed class LiveLine : IAsyncDisposable
{
    private readonly ILiveLineGrain _lines;
    private readonly TimeProvider _time;
    private readonly Guid _id = Guid.NewGuid();
    private long _heldAt;

    private LiveLine(ILiveLineGrain lines, TimeProvider time)
    {
        _lines = lines;
        _time = time;
    }

    /// <returns>The place; or null and why there is none.</returns>
    public static async ValueTask<(LiveLine? Line, Problem? Full)> OpenAsync(
        IClusterClient cluster, string userKey, TimeProvider time, CancellationToken cancellationToken)
    {
        var line = new LiveLine(cluster.GetGrain<ILiveLineGrain>(userKey), time);
        return await line.HoldAsync(cancellationToken) is { } full ? (null, full) : (line, null);
    }

    /// <summary>Renews the reservation of an open connection; must be called at least once per heartbeat interval.</summary>
    public async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        // A slot that was lost with its silo may be used by another connection now: then there is one too many until one ends.
        if (_time.GetElapsedTime(_heldAt) >= EventPump.HeartbeatInterval)
            await HoldAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync() => await _lines.ReleaseAsync(_id);

    private async Task<Problem?> HoldAsync(CancellationToken cancellationToken)
    {
        var outcome = await _lines.HoldAsync(_id, cancellationToken);
        _heldAt = _time.GetTimestamp();
        return outcome.Problem;
    }
}
