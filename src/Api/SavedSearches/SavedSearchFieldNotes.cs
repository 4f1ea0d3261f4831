using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.SavedSearches;

/// <summary>Descriptions of the fields of saved searches.</summary>
internal sealed class SavedSearchFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["query"] = new("What is searched for, in the syntax of `q`.", "\"from:ada is:unread\""),
        ["updated_at"] = new("When it was last changed.", FieldExamples.Time),
    };
}
