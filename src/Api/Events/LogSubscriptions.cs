using System.Collections.Concurrent;

namespace EmailAgent.Api.Events;

/// <summary>All subscriptions of this process. They are renewed at once when the connection to a silo is lost, since they may be lost with it.</summary>
internal sealed class LogSubscriptions(TimeProvider time) : IClusterConnectionStatusObserver
{
    private readonly ConcurrentDictionary<LogSubscription, bool> _open = new();

    /// <param name="cluster">Where the announcements are made. The client of a cluster needs this object to be made itself.</param>
    /// <param name="users">The users whose logs are listened to.</param>
    /// <param name="changed">Called at each announcement; must return at once.</param>
    public async Task<LogSubscription> OpenAsync(IClusterClient cluster, IEnumerable<Guid> users, Action changed)
    {
        var subscription = new LogSubscription(cluster, time, users, changed, ended => _open.TryRemove(ended, out _));
        _open[subscription] = true;
        try
        {
            await subscription.KeepAsync();
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync();
            throw;
        }
    }

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (currentNumberOfGateways < previousNumberOfGateways)
        {
            LoseAll();
        }
    }

    public void NotifyClusterConnectionLost() => LoseAll();

    private void LoseAll()
    {
        foreach (var subscription in _open.Keys)
        {
            subscription.Lose();
        }
    }
}
