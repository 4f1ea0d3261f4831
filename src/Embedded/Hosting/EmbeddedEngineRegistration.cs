using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Reminders;
using Orleans.Embedded.State;
using Orleans.Embedded.Streams;

namespace Orleans.Embedded.Hosting;

/// <summary>Adds the engine to a host.</summary>
public static class EmbeddedEngineRegistration
{
    /// <summary>
    /// Runs grains in this process. Register it before what calls grains: hosted services start in the order of their
    /// registration and stop in reverse. A <see cref="TimeProvider"/> registered before is used for all time.
    /// </summary>
    /// <exception cref="ArgumentException">The options are incomplete.</exception>
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services, Action<EmbeddedEngineOptions> configure)
    {
        var options = new EmbeddedEngineOptions();
        configure(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ConnectionString);

        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions();
        services.AddSingleton(options);
        services.AddSingleton(new GrainClasses(options.GrainAssemblies));
        services.AddSingleton<ActivationDirectory>();
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<ActivationDirectory>().References);
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.AddSingleton<EngineDatabase>();
        services.AddSingleton<EngineLock>();
        services.AddSingleton<ReminderStore>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<StateStore>();
        services.AddSingleton<MemoryStreamProviders>();
        services.AddHostedService<EngineService>();
        return services;
    }
}
