using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Shares;

/// <summary>A mailbox to be shared.</summary>
internal sealed class ShareIsolation : IIsolationCase
{
    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["PUT /api/v1/organizations/{id}/connections/{connection_id}"] = new { everybody = "read" },
    };
}
