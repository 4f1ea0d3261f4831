using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Categories;

/// <summary>Descriptions of the fields of categories and of senders.</summary>
internal sealed class CategoryFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["count"] = new("Number of messages.", "12"),
        ["email_id"] = new("A message.", FieldExamples.Id),
        ["outgoing_id"] = new("An outgoing message; null for none.", FieldExamples.Id),
    };
}
