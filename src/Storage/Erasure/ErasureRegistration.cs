using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Erasure;

internal static class ErasureRegistration
{
    public static IServiceCollection AddErasureStore(this IServiceCollection services) => services.AddSingleton<ErasureStore>();
}
