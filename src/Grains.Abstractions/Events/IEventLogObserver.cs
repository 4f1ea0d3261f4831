using Orleans.Concurrency;

namespace EmailAgent.Grains.Events;

/// <summary>Receives the announcements of <see cref="IAnnouncementGrain"/>.</summary>
[Alias("event-log-observer")]
public interface IEventLogObserver : IGrainObserver
{
    /// <summary>Receives the announcement that the log has grown or that its readers have changed. Must return at once.</summary>
    [Alias("changed"), OneWay]
    Task ChangedAsync();
}
