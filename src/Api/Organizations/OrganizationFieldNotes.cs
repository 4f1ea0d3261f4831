using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Organizations;

/// <summary>Descriptions of the fields of organizations.</summary>
internal sealed class OrganizationFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["joined_at"] = new("When the membership began.", FieldExamples.Time),
        ["mail"] = new("Whether a mail is sent.", null),
    };
}
