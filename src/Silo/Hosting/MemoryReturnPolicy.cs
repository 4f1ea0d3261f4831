namespace EmailAgent.Silo.Hosting;

/// <summary>Decides when a process that was under load is at rest again and worth the pause of a full collection.</summary>
internal sealed class MemoryReturnPolicy
{
    /// <summary>Memory beyond what the last collection left that is worth a pause.</summary>
    public const long Worthwhile = 256L << 20;

    /// <summary>Allocated bytes between two questions up to which the process is at rest.</summary>
    public const long Quiet = 64L << 20;

    private long _allocated;
    private long _least = long.MaxValue;

    /// <summary>Asked at a regular interval.</summary>
    /// <param name="workingSet">Memory that the process holds.</param>
    /// <param name="allocated">Bytes that it has allocated since it started.</param>
    public bool ShouldCollect(long workingSet, long allocated)
    {
        var isQuiet = allocated - _allocated < Quiet;
        _allocated = allocated;
        _least = Math.Min(_least, workingSet);
        return isQuiet && workingSet - _least >= Worthwhile;
    }

    /// <summary>Takes what is held after a collection for what the process needs.</summary>
    public void Collected(long workingSet) => _least = workingSet;
}
