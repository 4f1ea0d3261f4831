using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Access;

internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services.AddSingleton<AccessStore>();
}
