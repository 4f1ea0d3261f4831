using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Connections;

internal static class ConnectionRegistration
{
    public static IServiceCollection AddConnectionStores(this IServiceCollection services) => services
        .AddSingleton<ConnectionStore>()
        .AddSingleton<SignInStore>()
        .AddSingleton<TokenStore>()
        .AddSingleton<RevocationStore>()
        .AddSingleton<QuotaStore>();
}
