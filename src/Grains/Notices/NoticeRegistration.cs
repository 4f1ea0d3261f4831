using EmailAgent.Grains.Notices;

namespace Microsoft.Extensions.DependencyInjection;

internal static class NoticeRegistration
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeOutbox>()
        .AddHostedService(provider => provider.GetRequiredService<NoticeOutbox>());
}
