using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Search;

/// <summary>Descriptions of the fields of search.</summary>
internal sealed class SearchFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["snippet"] = new("Text around the matches.", "\"Shall we <mark>meet</mark> at noon?\""),
        ["subject_highlighted"] = new("The subject with the matches marked.", "\"<mark>Lunch</mark>\""),
    };
}
