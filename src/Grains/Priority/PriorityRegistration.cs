using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Priority;

namespace Microsoft.Extensions.DependencyInjection;

internal static class PriorityRegistration
{
    /// <summary>Adds the priority of messages and the answers that are due. The step needs those of no other feature, and others need what it records.</summary>
    public static IServiceCollection AddPriority(this IServiceCollection services) => services
        .AddSingleton<PriorityReader>()
        .AddSingleton<PriorityLearner>()
        .AddSingleton<JudgementStore>()
        .AddSingleton<ICommitParticipant, PriorityFollower>()
        .AddJobHandler<PriorityLearning>()
        .AddJobHandler<PriorityRescoring>()
        .AddAnalysisStep<PriorityStep>();
}
