using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.ApiKeys;

internal static class ApiKeyRegistration
{
    public static IServiceCollection AddApiKeyStores(this IServiceCollection services) => services.AddSingleton<ApiKeyStore>();
}
