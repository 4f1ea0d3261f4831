using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Projects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ProjectRegistration
{
    /// <summary>Adds projects, with <see cref="ProjectOptions"/> from <c>Projects</c>.</summary>
    public static IServiceCollection AddProjects(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProjectOptions>().Bind(configuration.GetSection(ProjectOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ProjectOptions>, ProjectOptionsValidator>()
            .AddSingleton<ProjectReader>()
            .AddSingleton<ProjectWrites>()
            .AddSingleton<ProjectStore>()
            .AddSingleton<ProjectDetector>()
            .AddSingleton<ICommitParticipant, ProjectMerges>()
            .AddSingleton<ProjectWatch>();
    }
}
