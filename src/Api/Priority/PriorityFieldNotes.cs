using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Priority;

/// <summary>Descriptions of the fields of priorities and of answers that are due.</summary>
internal sealed class PriorityFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["important"] = new("Whether the message matters to the caller.", "true"),
        ["needs_reply"] = new("Whether an answer to the message is due.", "false"),
        ["waiting_seconds"] = new("Seconds since the question was sent.", "86400"),
    };
}
