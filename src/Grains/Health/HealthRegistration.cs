using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Health;

internal static class HealthRegistration
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<HealthReader>().AddSingleton<ReadinessProbe>();
}
