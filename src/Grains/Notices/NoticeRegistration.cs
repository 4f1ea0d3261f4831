using EmailAgent.Grains.Notices;
using EmailAgent.Grains.Organizations;

namespace Microsoft.Extensions.DependencyInjection;

internal static class NoticeRegistration
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeWriter>()
        .AddSingleton<InvitationMails>()
        .AddSingleton<NoticeOutbox>()
        .AddHostedService(provider => provider.GetRequiredService<NoticeOutbox>());
}
