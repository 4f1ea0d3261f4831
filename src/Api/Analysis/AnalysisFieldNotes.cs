using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Analysis;

/// <summary>Descriptions of the fields of the analysis.</summary>
internal sealed class AnalysisFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["analyzed"] = new("Number of analyzed messages.", "2719"),
        ["complete_from"] = new("All newer mail has been analyzed.", FieldExamples.Time),
        ["repeating"] = new("Number of analyzed messages that wait to be analyzed again.", "0"),
        ["step"] = new("The name of the step.", "\"tasks\""),
        ["steps"] = new("The steps of the analysis.", null),
        ["waiting"] = new("Number of messages that wait.", "12"),
    };
}
