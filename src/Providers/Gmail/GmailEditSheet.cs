namespace EmailAgent.Providers.Gmail;

/// <summary>The results of an edit so far.</summary>
internal sealed record GmailEditSheet
{
    /// <summary>Returns results by message; messages without one are done.</summary>
    public Dictionary<string, EditResult> Results { get; init; } = new(StringComparer.Ordinal);

    public LabelledChanges Changes { get; init; } = new();

    public bool NeedsPull { get; init; }

    public static GmailEditSheet Refused(IEnumerable<string> ids) => new() { Results = ids.ToDictionary(id => id, _ => EditResult.Refused, StringComparer.Ordinal) };
}
