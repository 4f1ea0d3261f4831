namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Decides when a process is idle after a load, so that a full collection is worth its pause. Memory that a collection does not free
/// is either in permanent use or belonged to work under way, so the policy retries at growing intervals.
/// </summary>
internal sealed class MemoryReturnPolicy
{
    /// <summary>Amount of memory that is worth a pause, in bytes.</summary>
    public const long Worthwhile = 256L << 20;

    /// <summary>Allocated bytes between two questions up to which the process is at rest.</summary>
    public const long Quiet = 64L << 20;

    /// <summary>Questions between two collections in vain, at most.</summary>
    public const int LongestPatience = 128;

    private long _allocated;
    private long _least = long.MaxValue;
    private long _afterLast = long.MaxValue;
    private int _patience = 1;
    private int _questions;

    /// <summary>Returns whether to collect now. Called at a regular interval.</summary>
    /// <param name="workingSet">Memory that the process holds, in bytes.</param>
    /// <param name="allocated">Bytes that it has allocated since it started.</param>
    public bool ShouldCollect(long workingSet, long allocated)
    {
        var isQuiet = allocated - _allocated < Quiet;
        _allocated = allocated;
        _least = Math.Min(_least, workingSet);
        _questions++;
        var hasGrown = workingSet - _afterLast >= Worthwhile;
        return isQuiet && workingSet - _least >= Worthwhile && (hasGrown || _questions >= _patience);
    }

    /// <summary>Records the result of a collection.</summary>
    public void Collected(long workingSet)
    {
        _patience = workingSet - _least >= Worthwhile ? Math.Min(2 * _patience, LongestPatience) : 1;
        _afterLast = workingSet;
        _questions = 0;
    }
}
