namespace EmailAgent.Providers.Memory;

/// <summary>
/// The limit on the bytes of messages in memory between the server and the copy, for this process and for each user. Users whose sessions
/// wait take turns, whatever the number of their sessions. Thread-safe.
/// </summary>
/// <param name="bytes">Maximum number of bytes at a time.</param>
/// <param name="bytesPerUser">Maximum number of bytes of one user at a time.</param>
public sealed class ByteBudget(long bytes, long bytesPerUser)
{
    /// <summary>A budget without bounds.</summary>
    public static readonly ByteBudget Unlimited = new(long.MaxValue, long.MaxValue);

    private readonly FairQueue _queue = new(bytes, bytesPerUser);

    /// <summary>Bytes that are reserved.</summary>
    public long Held => _queue.Held;

    /// <summary>Returns the bytes that are reserved for a user.</summary>
    public long HeldBy(Guid userId) => _queue.HeldBy(userId);

    /// <summary>
    /// Waits until so many bytes are free. A reservation that is larger than the budget is let through when nothing else is reserved. Reserve
    /// only while the session holds nothing that is not on its way to the copy: it might otherwise wait for itself.
    /// </summary>
    internal Task ReserveAsync(Guid userId, long wanted, CancellationToken cancellationToken) =>
        _queue.ReserveAsync(userId, wanted, isUrgent: false, cancellationToken);

    /// <summary>Reserves what is in memory already, beyond the budget if need be.</summary>
    internal void Overdraw(Guid userId, long count) => _queue.Overdraw(userId, count);

    /// <summary>Gives back what was reserved.</summary>
    internal void Release(Guid userId, long count) => _queue.Release(userId, count);
}
