using EmailAgent.Grains.Analysis;

namespace Microsoft.Extensions.DependencyInjection;

internal static class AnalysisRegistration
{
    /// <summary>Adds a step of the analysis of mail.</summary>
    public static IServiceCollection AddAnalysisStep<TStep>(this IServiceCollection services)
        where TStep : class, IAnalysisStep => services.AddSingleton<IAnalysisStep, TStep>();
}
