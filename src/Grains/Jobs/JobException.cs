namespace EmailAgent.Grains.Jobs;

/// <summary>An expected failure of an attempt. Its message is stored and shown to administrators, so it contains no address, no secret and nothing of a message.</summary>
internal sealed class JobException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Gets the wait before the next attempt, such as a server requested; null for that of the kind's policy.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether no further attempt can succeed; the job is parked at once.</summary>
    public bool IsFinal { get; init; }
}
