using EmailAgent.Grains.Erasure;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ErasureRegistration
{
    public static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddSingleton<AccountErasure>()
        .AddHostedService(provider => provider.GetRequiredService<AccountErasure>());
}
