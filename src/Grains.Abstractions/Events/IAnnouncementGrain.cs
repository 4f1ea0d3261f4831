using Orleans.Concurrency;

namespace EmailAgent.Grains.Events;

/// <summary>
/// Announces to live connections that a user's log has grown, or that its readers have changed; the key is the user id. The log
/// itself is authoritative: a lost announcement delays, and loses nothing.
/// </summary>
[Alias("announcements")]
public interface IAnnouncementGrain : IGrainWithStringKey
{
    /// <summary>Subscribes, or keeps a subscription, which ends two minutes after it was last kept or when its silo dies.</summary>
    [Alias("subscribe"), Idempotent]
    Task SubscribeAsync(IEventLogObserver observer);

    [Alias("unsubscribe"), Idempotent]
    Task UnsubscribeAsync(IEventLogObserver observer);

    /// <summary>Notifies all subscribers.</summary>
    [Alias("announce"), OneWay]
    Task AnnounceAsync();
}
