using Orleans.Concurrency;
using Orleans.Utilities;

namespace EmailAgent.Grains.Events;

/// <summary>Keeps subscriptions in memory: when they are lost, the live lines subscribe again.</summary>
[Reentrant]
internal sealed class AnnouncementGrain(TimeProvider time, ILogger<AnnouncementGrain> logger) : Grain, IAnnouncementGrain
{
    private static readonly TimeSpan Expiration = TimeSpan.FromMinutes(2);

    private readonly ObserverManager<IEventLogObserver> _subscribers = new(Expiration, logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    public Task SubscribeAsync(IEventLogObserver observer)
    {
        _subscribers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task UnsubscribeAsync(IEventLogObserver observer)
    {
        _subscribers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public Task AnnounceAsync() => _subscribers.Notify(observer => observer.ChangedAsync());
}
