namespace EmailAgent.Grains.Events;

/// <summary>
/// Counts the live connections of one user, WebSockets and streams alike, in all processes; the key is the user id. A connection that
/// has not been renewed for a while no longer counts: its process has ended.
/// </summary>
[Alias("live-lines")]
public interface ILiveLineGrain : IGrainWithStringKey
{
    /// <summary>Takes a place for a line, or keeps the one it has; to be repeated with each heartbeat. Refused with <c>too_many</c>.</summary>
    [Alias("hold"), Idempotent]
    Task<Outcome<Done>> HoldAsync(Guid lineId, CancellationToken cancellationToken);

    /// <summary>Ends a live connection.</summary>
    [Alias("release"), Idempotent]
    Task ReleaseAsync(Guid lineId);
}
