using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.ApiKeys;

internal static class ApiKeyRegistration
{
    public static IServiceCollection AddApiKeys(this IServiceCollection services) => services
        .AddSingleton<ApiKeyStore>()
        .AddSingleton<ApiKeyHashing>();
}
