using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Retrieval;
using EmailAgent.Intelligence.Retrieval;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

internal static class RetrievalRegistration
{
    /// <summary>Adds search by meaning and answers from mail. Unless the host has added a model, vectors are those of words.</summary>
    public static IServiceCollection AddRetrieval(this IServiceCollection services)
    {
        services.TryAddSingleton<IMessageEmbedder, LexicalEmbedder>();
        return services
            .AddSingleton<VectorStore>()
            .AddSingleton<RetrievedMail>()
            .AddSingleton<MeaningSearch>()
            .AddSingleton<QuestionAnswering>()
            .AddSingleton<ICommitParticipant, VectorFollower>()
            .AddJobHandler<EmbeddingWork>()
            .AddRecurringWork<VectorSweep>();
    }
}
