namespace EmailAgent.Api.Events;

internal static class EventRegistration
{
    /// <summary>Adds the live delivery of events.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<EventAccess>()
        .AddSingleton<EventPumps>()
        .AddSingleton<LogSubscriptions>()
        .AddSingleton<IClusterConnectionStatusObserver>(provider => provider.GetRequiredService<LogSubscriptions>());
}
