using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.Notices;
using EmailAgent.Grains.Organizations;
using EmailAgent.Grains.Recurring;

namespace Microsoft.Extensions.DependencyInjection;

internal static class NoticeRegistration
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton(new ErasedAtOnce("notices", Column: "email_key", Key: "email_key"))
        .AddSingleton<NoticeStore>()
        .AddSingleton<NoticeWriter>()
        .AddSingleton<InvitationMails>()
        .AddRecurringWork<NoticeOutbox>();
}
