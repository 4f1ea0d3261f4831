namespace EmailAgent.Grains.Audit;

/// <summary>An action that was done or attempted.</summary>
/// <param name="ChainId">The user that the entry is about; <see cref="Instance"/> for entries about no user.</param>
/// <param name="Action">A constant of the feature, such as <c>IdentityActions.Login</c>.</param>
/// <param name="Target">The target as <c>kind:id</c>; null if the action needs none.</param>
/// <param name="Details">Short facts by name. Never a secret, nor anything out of a message.</param>
/// <param name="Origin">The origin; null for work of the product itself.</param>
internal sealed record AuditEntry(
    Guid ChainId,
    string Action,
    AuditOutcome Outcome,
    string? Target,
    IReadOnlyDictionary<string, string> Details,
    AuditActor Actor,
    AuditOrigin? Origin)
{
    /// <summary>The chain of entries about no user.</summary>
    public static readonly Guid Instance = Guid.Empty;
}
