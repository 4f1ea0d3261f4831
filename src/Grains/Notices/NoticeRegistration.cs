using EmailAgent.Grains.Notices;
using EmailAgent.Grains.Organizations;
using EmailAgent.Grains.Recurring;

namespace Microsoft.Extensions.DependencyInjection;

internal static class NoticeRegistration
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeWriter>()
        .AddSingleton<InvitationMails>()
        .AddRecurringWork<NoticeOutbox>();
}
