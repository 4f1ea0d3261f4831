using EmailAgent.Grains.Push;
using EmailAgent.Grains.Recurring;

namespace Microsoft.Extensions.DependencyInjection;

internal static class PushRegistration
{
    /// <summary>Adds what pushes need, and the sweep for those that nobody was woken for.</summary>
    public static IServiceCollection AddPush(this IServiceCollection services) => services
        .AddSingleton<PushQueue>()
        .AddSingleton<MailboxWatch>()
        .AddHostedService<PushWarmUp>()
        .AddRecurringWork<PushSweep>();
}
