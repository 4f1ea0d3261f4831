using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>One client's end of an <see cref="EventPump"/>; it is called by one task at a time.</summary>
internal interface IEventSink
{
    /// <summary>Delivers events in order; done when the transport has taken them all.</summary>
    Task SendAsync(IReadOnlyList<LoggedEvent> events, CancellationToken cancellationToken);

    /// <summary>Delivery goes on after this position, because the client asked for it.</summary>
    Task SendResumedAsync(long after, CancellationToken cancellationToken);

    /// <summary>Shows that the line is alive; all events up to this position have been sent.</summary>
    Task SendHeartbeatAsync(long after, CancellationToken cancellationToken);

    /// <summary>Delivers what was queued for the client apart from events.</summary>
    Task SendPendingAsync(CancellationToken cancellationToken);
}
