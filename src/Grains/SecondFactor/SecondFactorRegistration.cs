using EmailAgent.Grains.SecondFactor;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SecondFactorRegistration
{
    public static IServiceCollection AddSecondFactor(this IServiceCollection services) => services.AddSingleton<SecondFactors>();
}
