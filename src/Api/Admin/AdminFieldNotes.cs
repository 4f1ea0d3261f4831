using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Admin;

/// <summary>Descriptions of the fields of administrators.</summary>
internal sealed class AdminFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["admins"] = new("Number of administrators.", "1"),
        ["as_of"] = new("When the counts were taken.", FieldExamples.Time),
        ["connections"] = new("Number of mailboxes.", null),
        ["disabled"] = new("Whether the account is disabled.", null),
        ["disabled_at"] = new("When the account was disabled; null while it is enabled.", null),
        ["error_code"] = new("The last error as a code.", "\"connection_failed\""),
        ["messages"] = new("Number of messages.", "2719"),
        ["sessions"] = new("Number of open sessions.", "3"),
        ["users"] = new("Counts of accounts.", null),
    };
}
