using EmailAgent.Api.OpenApi;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Audit;

/// <summary>Descriptions of the fields of the audit log.</summary>
internal sealed class AuditFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["action"] = new("The action.", "\"auth.login\""),
        ["actor_id"] = new("The user who acted.", FieldExamples.Id),
        ["anchors"] = new("Number of anchors that were examined.", "3"),
        ["at"] = new("When the action happened.", FieldExamples.Time),
        ["chain"] = new("The chain of entries.", "\"instance\""),
        ["details"] = new("Further facts, by name.", $"{{\"provider\":\"{ProviderNames.All[0].Name}\"}}"),
        ["findings"] = new("The findings.", "[]"),
        ["outcome"] = new("The outcome.", null),
        ["rows"] = new("Number of entries that were examined.", "120"),
        ["target"] = new("The target of the action.", $"\"connection:{FieldExamples.Id.Trim('"')}\""),
    };
}
