using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Access;

internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services.AddSingleton<AccessStore>();
}
