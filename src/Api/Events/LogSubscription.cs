using EmailAgent.Api.Problems;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>Listens to the announcements of users' logs for one live line, until it is disposed.</summary>
internal sealed class LogSubscription : IEventLogObserver, IAsyncDisposable
{
    // Also bounds how late an event is whose announcement was lost with a subscription.
    private static readonly TimeSpan KeepInterval = TimeSpan.FromSeconds(15);

    private readonly IClusterClient _cluster;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IAnnouncementGrain> _logs;
    private readonly Action _changed;
    private readonly Action<LogSubscription> _ended;
    private readonly IEventLogObserver _reference;
    private long? _keptAt;

    /// <param name="time">The clock.</param>
    /// <param name="users">The users whose logs are listened to.</param>
    /// <param name="changed">Called at each announcement; must return at once.</param>
    /// <param name="ended">Called when the subscription is disposed.</param>
    public LogSubscription(IClusterClient cluster, TimeProvider time, IEnumerable<Guid> users, Action changed, Action<LogSubscription> ended)
    {
        _cluster = cluster;
        _time = time;
        _logs = [.. users.Select(user => cluster.GetGrain<IAnnouncementGrain>(user.ToString("N")))];
        _changed = changed;
        _ended = ended;
        _reference = cluster.CreateObjectReference<IEventLogObserver>(this);
    }

    public Task ChangedAsync()
    {
        _changed();
        return Task.CompletedTask;
    }

    /// <summary>Subscribes when that is due. Must be called at least every 15 seconds.</summary>
    public async ValueTask KeepAsync()
    {
        if (_keptAt is { } keptAt && _time.GetElapsedTime(keptAt) < KeepInterval)
        {
            return;
        }

        var now = _time.GetTimestamp();
        await Task.WhenAll(_logs.Select(log => log.SubscribeAsync(_reference)));
        _keptAt = now;
    }

    /// <summary>Has the line subscribe again now: the silo that kept the subscription may be dead.</summary>
    public void Lose()
    {
        _keptAt = null;
        _changed();
    }

    public async ValueTask DisposeAsync()
    {
        _ended(this);
        try
        {
            await Task.WhenAll(_logs.Select(log => log.UnsubscribeAsync(_reference)));
        }
        catch (Exception failure) when (failure is TimeoutException || SiloFailures.IsUnavailable(failure))
        {
            // The subscription expires by itself.
        }

        _cluster.DeleteObjectReference<IEventLogObserver>(_reference);
    }
}
