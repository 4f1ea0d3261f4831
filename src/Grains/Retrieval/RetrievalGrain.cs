using EmailAgent.Grains.Access;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Retrieval;

[StatelessWorker, Reentrant]
internal sealed class RetrievalGrain(QuestionAnswering answering) : Grain, IRetrievalGrain
{
    public Task<Outcome<RagAnswer>> QueryAsync(Visibility visible, RagQueryRequest request, CancellationToken cancellationToken) =>
        answering.AnswerAsync(visible, request, cancellationToken);
}
