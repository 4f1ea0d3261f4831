using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Editing;

/// <summary>Edits of messages and labels.</summary>
internal sealed class EditingIsolation : IIsolationCase
{
    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["PATCH /api/v1/emails/{id}"] = new { is_read = true },
        ["POST /api/v1/emails/{id}/labels"] = new { label_id = "archive" },
        ["PATCH /api/v1/labels/{id}"] = new { path = "mine" },
        ["PATCH /api/v1/folders/{id}"] = new { path = "mine" },
    };
}
