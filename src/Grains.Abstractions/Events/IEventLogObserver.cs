using Orleans.Concurrency;

namespace EmailAgent.Grains.Events;

/// <summary>Receives the announcements of <see cref="IAnnouncementGrain"/>.</summary>
[Alias("event-log-observer")]
public interface IEventLogObserver : IGrainObserver
{
    /// <summary>The log has grown, or who may read it has changed. Must return at once.</summary>
    [Alias("changed"), OneWay]
    Task ChangedAsync();
}
