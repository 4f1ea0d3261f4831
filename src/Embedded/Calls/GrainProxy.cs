using System.Reflection;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>A reference to a grain.</summary>
// CA1852: the runtime derives a class from it for each grain interface.
#pragma warning disable CA1852
internal class GrainProxy : DispatchProxy, IAddressable
{
    private ICallTarget? _target;

    public GrainId GrainId { get; private set; }

    public GrainReferences References { get; private set; } = null!;

    public GrainProxy For(GrainReferences references, GrainId grainId)
    {
        var copy = (GrainProxy)MemberwiseClone();
        (copy.References, copy.GrainId, copy._target) = (references, grainId, null);
        return copy;
    }

    /// <exception cref="SiloUnavailableException">The engine is not running.</exception>
    public void Deliver(GrainCall call)
    {
        var target = _target;
        while (target is null || !target.TryDeliver(call))
            _target = target = References.Directory.Resolve(GrainId);
    }

    public override bool Equals(object? obj) => obj is GrainProxy other && GrainId == other.GrainId;

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => GrainId.ToString();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => GrainMethod.Of(targetMethod!).Send(this, args!);
}
