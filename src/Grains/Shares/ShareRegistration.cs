using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Shares;

internal static class ShareRegistration
{
    public static IServiceCollection AddShares(this IServiceCollection services) => services
        .AddSingleton<ShareStore>()
        .AddSingleton<ShareAudience>();
}
