using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Retrieval;

/// <summary>Questions have no id: their answers come from the caller's own mail.</summary>
internal sealed class RetrievalIsolation : IIsolationCase
{
    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object> { ["POST /api/v1/rag/query"] = new { query = "What is common?" } };
}
