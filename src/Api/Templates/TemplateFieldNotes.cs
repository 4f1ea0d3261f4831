using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Templates;

/// <summary>Describes the fields of templates.</summary>
internal sealed class TemplateFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["default"] = new("The value where none is given; null for none.", "null"),
        ["description"] = new("What it is; null for no description.", "\"The first name of the customer\""),
        ["required"] = new("Whether a value has to be given.", "true"),
        ["variables"] = new("The variables.", null),
    };
}
