namespace EmailAgent.Storage.Audit;

/// <summary>Something in the log that is not as it was written.</summary>
/// <param name="Problem">One of <c>changed</c>, <c>missing</c>, <c>truncated</c>, <c>origin_changed</c>, <c>origin_missing</c>, <c>unanchored</c>, <c>anchor_changed</c>, <c>anchor_missing</c>, <c>head_changed</c>, <c>old_key</c>, <c>key_missing</c>.</param>
/// <param name="ChainId">Null for the chain of anchors.</param>
/// <param name="Seq">The position in the chain that it was found at.</param>
public sealed record AuditFinding(string Problem, Guid? ChainId, long Seq);

/// <summary>What a look through a part of the log found.</summary>
/// <param name="Rows">How many were looked at, as of the anchors.</param>
/// <param name="Findings">In the order of the chains; the first hundred.</param>
/// <param name="Next">Where to go on; null at the end.</param>
public sealed record AuditVerdict(long Rows, long Anchors, IReadOnlyList<AuditFinding> Findings, AuditProgress? Next);

/// <summary>How far a look through the log has come: the anchors first, then chain by chain.</summary>
/// <param name="ChainId">Null among the anchors.</param>
/// <param name="Seq">Up to here it has been looked at.</param>
public sealed record AuditProgress(Guid? ChainId, long Seq)
{
    /// <summary>Before all that somebody might have put in front of the first.</summary>
    public const long Beginning = long.MinValue;
}
