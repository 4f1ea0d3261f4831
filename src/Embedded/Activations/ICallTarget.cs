using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>Where calls for one grain go: an activation, or the pool of a stateless worker.</summary>
internal interface ICallTarget
{
    /// <summary>False when it has ended and the call must be addressed anew.</summary>
    bool TryDeliver(GrainCall call);

    /// <summary>Ends calls that are overdue and activations that are idle.</summary>
    void Sweep(long now);

    IEnumerable<Activation> Activations { get; }
}
