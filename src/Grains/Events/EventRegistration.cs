using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Events;

internal static class EventRegistration
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<EventLog>()
        .AddSingleton<EventAnnouncer>();
}
