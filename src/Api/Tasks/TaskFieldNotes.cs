using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Tasks;

/// <summary>Descriptions of the fields of tasks.</summary>
internal sealed class TaskFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["assignee"] = new("The person who does it; null for the owner.", "null"),
        ["completed_at"] = new("When it was done; null while it is not.", "null"),
        ["due_has_time"] = new("Whether it is due at a time of day.", "false"),
        ["edited"] = new("The fields that a user or a program has set.", "[\"status\"]"),
        ["email_id"] = new("The message.", FieldExamples.Id),
        ["evidence"] = new("Sentences of mail.", null),
        ["is_mine"] = new("Whether the owner does it.", "true"),
        ["parent_task_id"] = new("The task that it is a part of; null for none.", "null"),
        ["priority"] = new("How urgent it is.", "\"normal\""),
        ["project_id"] = new("The project; null for none.", "null"),
        ["start"] = new("The position in the text, in UTF-16 units.", "42"),
    };
}
