using Orleans.Embedded.Activations;

namespace Orleans.Embedded.Calls;

/// <summary>One request to an activation, from the moment it is sent until its outcome is known.</summary>
internal abstract class GrainCall
{
    /// <summary>May start whatever else is running.</summary>
    public virtual bool Interleaves => false;

    /// <summary>May start while only read-only calls are running.</summary>
    public virtual bool ReadOnly => false;

    /// <summary>Counts as use of the grain, so that it is not idle.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>When it was sent, in ticks of the time provider; <see cref="long.MaxValue"/> for a call without a time limit.</summary>
    public long SentAt { get; init; } = long.MaxValue;

    /// <summary>The activation that runs it, once it was given its turn.</summary>
    public Activation? Activation { get; set; }

    /// <summary>Its place in the activation's list of running calls.</summary>
    public int Slot { get; set; }

    /// <summary>How often it moved on from an activation that was ending.</summary>
    public int Reroutes { get; set; }

    /// <summary>The caller knows the outcome, possibly before the grain's method has ended.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Runs the method on the activation's scheduler. Never throws.</summary>
    public abstract Task RunAsync(Activation activation);

    /// <summary>Answers the caller with an exception, unless it has an answer.</summary>
    public abstract void Fail(Exception exception);
}
