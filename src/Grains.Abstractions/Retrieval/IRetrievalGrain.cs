using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.Retrieval;

/// <summary>Answers from a user's mail: a stateless worker, key 0.</summary>
[Alias("retrieval")]
public interface IRetrievalGrain : IGrainWithIntegerKey
{
    /// <summary>Answers a question from the mail that is visible. Refused with <c>validation_failed</c> for a filter that cannot be used.</summary>
    [Alias("query"), Idempotent]
    Task<Outcome<RagAnswer>> QueryAsync(Visibility visible, RagQueryRequest request, CancellationToken cancellationToken);
}
