using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class JobRegistration
{
    /// <summary>Adds the queue with <see cref="JobOptions"/> from <c>Jobs</c>. Features add their handlers.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobOptions>().Bind(configuration.GetSection(JobOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<JobOptions>, JobOptionsValidator>()
            .AddSingleton<JobQueue>()
            .AddSingleton<JobStore>()
            .AddSingleton<JobReader>()
            .AddHostedService<JobService>()
            .AddRecurringWork<JobMeasurement>();
    }

    /// <summary>Adds the handler of a kind of jobs.</summary>
    public static IServiceCollection AddJobHandler<THandler>(this IServiceCollection services)
        where THandler : class, IJobHandler => services.AddSingleton<IJobHandler, THandler>();
}
