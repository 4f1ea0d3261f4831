using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Priority;

/// <summary>The judgement of a message, which the mail itself creates.</summary>
internal sealed class PriorityIsolation : IIsolationCase
{
    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["POST /api/v1/emails/{id}/feedback"] = new { important = true, category = "work", needs_reply = false },
    };
}
