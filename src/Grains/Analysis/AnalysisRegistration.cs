using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Protection;
using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class AnalysisRegistration
{
    /// <summary>Adds the analysis of mail. Features add their steps.</summary>
    public static IServiceCollection AddAnalysis(this IServiceCollection services) => services
        .AddSingleton(provider => new SignalReader(
            provider.GetRequiredService<IOptions<ProtectionOptions>>().Value.TrustedServers.ToHashSet(StringComparer.OrdinalIgnoreCase)))
        .AddSingleton<AnalysisSteps>()
        .AddSingleton<AnalysisStore>()
        .AddSingleton<AnalysisBacklog>()
        .AddSingleton<AnalysisReader>()
        .AddSingleton<AnalysisRunner>()
        .AddSingleton<ICommitParticipant, AnalysisIntake>()
        .AddJobHandler<NewMailAnalysis>()
        .AddJobHandler<BacklogAnalysis>()
        .AddJobHandler<AnalysisRestart>()
        .AddRecurringWork<AnalysisRenewal>();

    /// <summary>Adds a step of the analysis of mail.</summary>
    public static IServiceCollection AddAnalysisStep<TStep>(this IServiceCollection services)
        where TStep : class, IAnalysisStep => services.AddSingleton<IAnalysisStep, TStep>();
}
