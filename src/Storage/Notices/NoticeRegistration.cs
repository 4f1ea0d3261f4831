using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Notices;

internal static class NoticeRegistration
{
    public static IServiceCollection AddNoticeStore(this IServiceCollection services) => services.AddSingleton<NoticeStore>();
}
