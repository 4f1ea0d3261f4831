using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Push;

/// <summary>Descriptions of the fields of pushes.</summary>
internal sealed class PushFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["changes"] = new("The changes, oldest first.", null),
        ["finished_at"] = new("When it was finished; null before.", FieldExamples.Time),
        ["history_id"] = new("A position in the provider's history.", "\"184467\""),
        ["label_filter_action"] = new("Whether the labels are included or excluded.", null),
        ["label_ids"] = new("The provider's ids of labels.", "[\"INBOX\"]"),
        ["mailboxes"] = new("Number of mailboxes.", "1"),
        ["notifications"] = new("Number of pushes.", "1"),
        ["received_at"] = new("When it was received.", FieldExamples.Time),
        ["started_at"] = new("When it began; null before.", FieldExamples.Time),
        ["topic_name"] = new("The Pub/Sub topic.", "\"projects/p/topics/t\""),
    };
}
