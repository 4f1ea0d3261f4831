using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Events;

/// <summary>Reads of a user's event log: a stateless worker, key 0. The user id is the authenticated caller's, never input.</summary>
[Alias("event-log")]
public interface IEventLogGrain : IGrainWithIntegerKey
{
    /// <summary>Entries after a position, oldest first.</summary>
    /// <param name="visible">Whose log, and the events of which connections.</param>
    /// <param name="after">Position of the last entry already seen; 0 for all.</param>
    /// <param name="types">Only these types; empty for all.</param>
    /// <param name="limit">At most this many, 1 to 1,000.</param>
    [Alias("read"), Idempotent]
    Task<EventPage> ReadAsync(Visibility visible, long after, IReadOnlyList<string> types, int limit, CancellationToken cancellationToken);

    /// <summary>Returns the position of the newest entry; 0 for an empty log.</summary>
    [Alias("last"), Idempotent]
    Task<long> GetLastAsync(Guid userId, CancellationToken cancellationToken);
}
