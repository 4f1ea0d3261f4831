namespace EmailAgent.Storage.Audit;

/// <summary>Something in the log that is not as it was written.</summary>
/// <param name="Problem">One of <c>changed</c>, <c>missing</c>, <c>truncated</c>, <c>origin_changed</c>, <c>origin_missing</c>, <c>unanchored</c>, <c>anchor_changed</c>, <c>anchor_missing</c>, <c>head_changed</c>.</param>
/// <param name="ChainId">Null for the chain of anchors.</param>
/// <param name="Seq">The position in the chain that it was found at.</param>
public sealed record AuditFinding(string Problem, Guid? ChainId, long Seq);

/// <summary>What a look through the log found.</summary>
/// <param name="Findings">In the order of the chains; the first hundred.</param>
public sealed record AuditVerdict(long Rows, long Anchors, IReadOnlyList<AuditFinding> Findings);
