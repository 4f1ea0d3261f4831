namespace Orleans.Runtime;

/// <summary>A timer of one activation; ends with it. Dispose stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>
    /// Sets when the next tick comes and how long after each tick's end the following one.
    /// From within a tick, it takes effect when the tick has ended.
    /// </summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
