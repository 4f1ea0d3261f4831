using System.Collections.Concurrent;
using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;

namespace EmailAgent.Silo.Hosting;

/// <summary>Remembers the types of grain interfaces: Orleans reads their attributes by reflection each time a grain is addressed, which took 5 % of a request.</summary>
internal sealed class InterfaceTypes(IServiceProvider services, TypeConverter types) : IGrainInterfaceTypeProvider
{
    private readonly GrainInterfaceTypeResolver _resolver = new([new AttributeGrainInterfaceTypeProvider(services)], types);
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _known = new();

    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _known.GetOrAdd(type, static (unknown, resolver) => resolver.GetGrainInterfaceType(unknown), _resolver);
        return true;
    }
}
