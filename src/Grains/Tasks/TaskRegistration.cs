using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class TaskRegistration
{
    /// <summary>Adds tasks, with <see cref="TaskOptions"/> from <c>Tasks</c>.</summary>
    public static IServiceCollection AddTasks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TaskOptions>().Bind(configuration.GetSection(TaskOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<TaskOptions>, TaskOptionsValidator>()
            .AddSingleton(new ErasedAtOnce("task_feeds"))
            .AddSingleton<TaskReader>()
            .AddSingleton<TaskStore>()
            .AddSingleton<TaskFinder>()
            .AddSingleton<TaskExtraction>()
            .AddSingleton<TaskFeedStore>()
            .AddAnalysisStep<TaskStep>();
    }
}
