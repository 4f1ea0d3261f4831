using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Drafts;

/// <summary>Describes the fields of drafts.</summary>
internal sealed class DraftFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["copy_of_id"] = new("The draft that it is a copy of, because both were saved at the same time; null for none.", "null"),
        ["in_mailbox"] = new("Whether the mailbox has this revision.", "true"),
        ["revision"] = new("Grows with each save, here or in another mail client.", "3"),
    };
}
