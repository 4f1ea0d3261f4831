using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Admin;

internal static class AdminRegistration
{
    public static IServiceCollection AddAdminStores(this IServiceCollection services) => services
        .AddSingleton<AccountStore>()
        .AddSingleton<InstanceReader>()
        .AddSingleton<SetupStore>();
}
