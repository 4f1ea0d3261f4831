using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Embedded.State;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>What is known of one grain class.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _factory;
    private readonly Func<Activation, object>[] _facets;

    public GrainClass(Type type)
    {
        Class = type;
        Type = GrainType.Create(NameOf(type));
        Reentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>(inherit: true)?.MaxLocalWorkers ?? 0;

        var parameters = type.GetConstructors() is [var constructor]
            ? constructor.GetParameters()
            : throw new InvalidOperationException($"{type} must have exactly one public constructor.");
        var given = parameters
            .Select(parameter => (Parameter: parameter, Facet: FacetOf(parameter)))
            .Where(pair => pair.Facet is not null)
            .ToArray();
        _facets = [.. given.Select(pair => pair.Facet!)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. given.Select(pair => pair.Parameter.ParameterType)]);
    }

    public Type Class { get; }

    public GrainType Type { get; }

    public bool Reentrant { get; }

    /// <summary>Zero for a class that is not a stateless worker.</summary>
    public int MaxWorkers { get; }

    public object CreateInstance(Activation activation) =>
        _factory(activation.ActivationServices, [.. _facets.Select(facet => facet(activation))]);

    private static string NameOf(Type type)
    {
        var name = type.Name.EndsWith("Grain", StringComparison.Ordinal) ? type.Name[..^"Grain".Length] : type.Name;
        return name.ToLowerInvariant();
    }

    private static Func<Activation, object>? FacetOf(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(IGrainContext))
            return activation => activation;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute)
            return null;
        var type = typeof(PersistentState<>).MakeGenericType(parameter.ParameterType.GetGenericArguments());
        return activation => System.Activator.CreateInstance(type, activation, attribute)!;
    }
}
