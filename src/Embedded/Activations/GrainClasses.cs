using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>The grain classes of the assemblies that the host named.</summary>
internal sealed class GrainClasses
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];

    public GrainClasses(IEnumerable<Assembly> assemblies)
    {
        foreach (var type in assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass))
            Add(new GrainClass(type));
    }

    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public GrainClass Implementing(Type grainInterface) =>
        !_byInterface.TryGetValue(grainInterface, out var classes)
            ? throw new ArgumentException($"No grain class implements {grainInterface}.")
            : classes is [var only]
                ? only
                : throw new ArgumentException($"{grainInterface} is implemented by {string.Join(", ", classes.Select(known => known.Class))}.");

    /// <exception cref="ArgumentException">There is none.</exception>
    public GrainClass Named(GrainType type) =>
        _byType.TryGetValue(type, out var known) ? known : throw new ArgumentException($"There is no grain class \"{type}\".");

    private static bool IsGrainClass(Type type) => type is { IsClass: true, IsAbstract: false } && type.IsSubclassOf(typeof(Grain));

    private void Add(GrainClass added)
    {
        if (!_byType.TryAdd(added.Type, added))
            throw new InvalidOperationException($"{added.Class} and {_byType[added.Type].Class} have the same grain type, \"{added.Type}\".");
        foreach (var grainInterface in added.Class.GetInterfaces().Where(candidate => candidate.IsAssignableTo(typeof(IGrain))))
        {
            if (!_byInterface.TryGetValue(grainInterface, out var classes))
                _byInterface[grainInterface] = classes = [];
            classes.Add(added);
        }
    }
}
