namespace EmailAgent.Grains.Events;

/// <summary>
/// Counts the live lines of one user, WebSockets and streams alike, in all processes; the key is the user id. A line that nobody has held
/// for a while is not counted any more: its process has ended without a word.
/// </summary>
[Alias("live-lines")]
public interface ILiveLineGrain : IGrainWithStringKey
{
    /// <summary>Takes a place for a line, or keeps the one it has; to be repeated with each heartbeat. Refused with <c>too_many</c>.</summary>
    [Alias("hold"), Idempotent]
    Task<Outcome<Done>> HoldAsync(Guid lineId, CancellationToken cancellationToken);

    /// <summary>The line has ended.</summary>
    [Alias("release"), Idempotent]
    Task ReleaseAsync(Guid lineId);
}
