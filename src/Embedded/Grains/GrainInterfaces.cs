using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything a call can be addressed to: a grain or a reference to one.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>The root of all grain interfaces.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain addressed by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain addressed by a number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>What the engine needs of a grain class; implemented by <see cref="Grain"/>.</summary>
    public interface IGrainBase
    {
        IGrainContext GrainContext { get; }

        Task OnActivateAsync(CancellationToken cancellationToken);

        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken);
    }

    /// <summary>
    /// Makes references to grains. A reference costs nothing and is always valid: the grain behind it is activated by its first call.
    /// </summary>
    public interface IGrainFactory
    {
        /// <param name="primaryKey">The key, unique within the grain class.</param>
        /// <param name="grainClassNamePrefix">Not supported here; leave it null.</param>
        /// <exception cref="ArgumentException">No grain class implements the interface, or more than one does.</exception>
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey;

        /// <inheritdoc cref="GetGrain{TGrainInterface}(string, string?)"/>
        TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithIntegerKey;

        /// <summary>A reference to a grain whose identity is known.</summary>
        TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
            where TGrainInterface : IAddressable;
    }

    /// <summary>The way in from outside the grains.</summary>
    public interface IClusterClient : IGrainFactory
    {
        IServiceProvider ServiceProvider { get; }
    }
}
