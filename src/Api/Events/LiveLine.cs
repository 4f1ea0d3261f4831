using EmailAgent.Grains;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>The place of one live line among those that its user may have open; kept until it is disposed.</summary>
internal sealed class LiveLine : IAsyncDisposable
{
    private readonly ILiveLineGrain _lines;
    private readonly Guid _id = Guid.NewGuid();
    private readonly ITimer _keeping;

    private LiveLine(ILiveLineGrain lines, TimeProvider time)
    {
        _lines = lines;
        _keeping = time.CreateTimer(_ => _ = KeepAsync(), null, EventPump.HeartbeatInterval, EventPump.HeartbeatInterval);
    }

    /// <returns>The place; or null and why there is none.</returns>
    public static async ValueTask<(LiveLine? Line, Problem? Full)> OpenAsync(
        IClusterClient cluster, string userKey, TimeProvider time, CancellationToken cancellationToken)
    {
        var line = new LiveLine(cluster.GetGrain<ILiveLineGrain>(userKey), time);
        if ((await line._lines.HoldAsync(line._id, cancellationToken)).Problem is not { } full)
            return (line, null);
        await line._keeping.DisposeAsync();
        return (null, full);
    }

    public async ValueTask DisposeAsync()
    {
        await _keeping.DisposeAsync();
        await _lines.ReleaseAsync(_id);
    }

    private async Task KeepAsync()
    {
        try
        {
            await _lines.HoldAsync(_id, CancellationToken.None);
        }
        catch (Exception)
        {
            // Nobody waits for it. The next heartbeat comes before the line is forgotten.
        }
    }
}
