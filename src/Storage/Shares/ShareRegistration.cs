using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Shares;

internal static class ShareRegistration
{
    public static IServiceCollection AddShareStore(this IServiceCollection services) => services.AddSingleton<ShareStore>();
}
