using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>Makes references; one prototype per interface, copied for each grain.</summary>
internal sealed class GrainReferences(ActivationDirectory directory, GrainClasses classes, TimeProvider time) : IClusterClient
{
    private readonly ConcurrentDictionary<Type, GrainProxy> _prototypes = new();

    public ActivationDirectory Directory => directory;

    public IServiceProvider ServiceProvider => directory.Services;

    public long Timestamp => time.GetTimestamp();

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        Get<TGrainInterface>(primaryKey, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Get<TGrainInterface>(primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), grainId);

    public GrainProxy Create(Type grainInterface, GrainId grainId) =>
        _prototypes.GetOrAdd(grainInterface, static type => (GrainProxy)DispatchProxy.Create(type, typeof(GrainProxy)))
            .For(this, grainId);

    private TGrainInterface Get<TGrainInterface>(string key, string? grainClassNamePrefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key, "primaryKey");
        if (grainClassNamePrefix is not null)
            throw new NotSupportedException("Choosing among several classes of one interface is not supported.");
        var grainClass = classes.Implementing(typeof(TGrainInterface));
        return (TGrainInterface)(object)Create(typeof(TGrainInterface), GrainId.Create(grainClass.Type, key));
    }
}
