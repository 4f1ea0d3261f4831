using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.SecondFactor;

internal static class SecondFactorRegistration
{
    public static IServiceCollection AddSecondFactorStore(this IServiceCollection services) => services.AddSingleton<SecondFactorStore>();
}
