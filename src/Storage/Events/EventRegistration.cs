using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Events;

internal static class EventRegistration
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services.AddSingleton<EventLog>();
}
