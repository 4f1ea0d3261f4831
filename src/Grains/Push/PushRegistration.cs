using EmailAgent.Grains.Push;
using EmailAgent.Grains.Recurring;

namespace Microsoft.Extensions.DependencyInjection;

internal static class PushRegistration
{
    /// <summary>Adds the services of pushes, and the sweep for notifications that woke no mailbox.</summary>
    public static IServiceCollection AddPush(this IServiceCollection services) => services
        .AddSingleton<NotificationStore>()
        .AddSingleton<WatchStore>()
        .AddSingleton<PushQueue>()
        .AddSingleton<MailboxWatch>()
        .AddHostedService<PushWarmUp>()
        .AddRecurringWork<PushSweep>();
}
