using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Retrieval;

/// <summary>Descriptions of the fields of answers from mail.</summary>
internal sealed class RetrievalFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["answer"] = new("The answer.", "\"The meeting is on Thursday at 14:00. [1]\""),
        ["search_mode"] = new("How the mail was searched.", "\"hybrid\""),
    };
}
