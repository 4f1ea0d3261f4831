namespace EmailAgent.Providers.Gmail;

/// <summary>What has come of an edit.</summary>
internal sealed record GmailEditSheet
{
    /// <summary>By message; those that are not here are done.</summary>
    public Dictionary<string, EditResult> Results { get; init; } = new(StringComparer.Ordinal);

    public MailboxChanges Changes { get; init; } = new();

    public bool NeedsPull { get; init; }

    public static GmailEditSheet Refused(IEnumerable<string> ids) => new() { Results = ids.ToDictionary(id => id, _ => EditResult.Refused, StringComparer.Ordinal) };
}
