namespace EmailAgent.Grains.Audit;

/// <summary>A difference between the log and what was written.</summary>
/// <param name="Problem">One of <c>changed</c>, <c>missing</c>, <c>truncated</c>, <c>origin_changed</c>, <c>origin_missing</c>, <c>unanchored</c>, <c>anchor_changed</c>, <c>anchor_missing</c>, <c>head_changed</c>, <c>old_key</c>, <c>key_missing</c>.</param>
/// <param name="ChainId">Null for the chain of anchors.</param>
/// <param name="Seq">The position in the chain that it was found at.</param>
internal sealed record AuditFinding(string Problem, Guid? ChainId, long Seq);

/// <summary>Result of verifying a part of the log.</summary>
/// <param name="Rows">Number of rows verified; also of anchors.</param>
/// <param name="Findings">In the order of the chains; the first hundred.</param>
/// <param name="Next">Where to go on; null at the end.</param>
internal sealed record AuditVerdict(long Rows, long Anchors, IReadOnlyList<AuditFinding> Findings, AuditProgress? Next);

/// <summary>Progress of a verification: the anchors first, then chain by chain.</summary>
/// <param name="ChainId">Null among the anchors.</param>
/// <param name="Seq">Number of the last row verified.</param>
internal sealed record AuditProgress(Guid? ChainId, long Seq)
{
    /// <summary>A number before any row that an attacker could have inserted in front of the first.</summary>
    public const long Beginning = long.MinValue;
}
