using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Shares;

/// <summary>Descriptions of the fields of shared mailboxes.</summary>
internal sealed class ShareFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["everybody"] = new("The access of every member of the organization; null for none.", "\"read\""),
        ["organization_id"] = new("The organization.", FieldExamples.Id),
    };
}
