using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Recurring;

internal static class RecurringRegistration
{
    /// <summary>Adds the start of all recurring work.</summary>
    public static IServiceCollection AddRecurringWorks(this IServiceCollection services) => services
        .AddSingleton(provider => new RecurringWorks(
            provider.GetServices<RecurringWork>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RecurringWorks>>()))
        .AddHostedService(provider => provider.GetRequiredService<RecurringWorks>());

    /// <summary>Adds one kind of work.</summary>
    public static IServiceCollection AddRecurringWork<TWork>(this IServiceCollection services)
        where TWork : RecurringWork => services
        .AddSingleton<TWork>()
        .AddSingleton<RecurringWork>(provider => provider.GetRequiredService<TWork>());
}
