namespace EmailAgent.Storage.Audit;

/// <summary>One thing that was done, or was tried.</summary>
/// <param name="ChainId">The user whom it is about; <see cref="Instance"/> for what belongs to nobody.</param>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Target">On what: <c>kind:id</c>; null where the action says it all.</param>
/// <param name="Details">Short facts by name. Never a secret, nor anything out of a message.</param>
/// <param name="Origin">From where; null for what the product does by itself.</param>
public sealed record AuditEntry(
    Guid ChainId,
    string Action,
    AuditOutcome Outcome,
    string? Target,
    IReadOnlyDictionary<string, string> Details,
    AuditActor Actor,
    AuditOrigin? Origin)
{
    /// <summary>The chain of what belongs to nobody.</summary>
    public static readonly Guid Instance = Guid.Empty;
}
