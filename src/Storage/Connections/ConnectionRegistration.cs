using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Connections;

internal static class ConnectionRegistration
{
    public static IServiceCollection AddConnectionStore(this IServiceCollection services) => services.AddSingleton<ConnectionStore>();
}
