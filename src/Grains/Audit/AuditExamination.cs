namespace EmailAgent.Grains.Audit;

/// <summary>
/// Verifies the stored log: anchors in their order, and each chain's rows in theirs, with the facts recorded about the chain. Pure,
/// so that any tampering can be tested on it. Each row is verified by the hash stored before it, so that each change is one finding,
/// and a verification can begin in the middle.
/// </summary>
internal sealed class AuditExamination(AuditKeyRing ring)
{
    private const int MaxFindings = 100;

    private readonly List<AuditFinding> _findings = [];
    private AuditAnchor? _lastAnchor;
    private AuditChainFacts? _chain;
    private AuditRow? _lastRow;

    public IReadOnlyList<AuditFinding> Findings => _findings;

    /// <summary>Begins the anchors, or those after one that was examined before.</summary>
    public void BeginAnchors(AuditAnchor? last) => _lastAnchor = last;

    public void Examine(AuditAnchor anchor)
    {
        var (expected, previous) = ((_lastAnchor?.Number ?? 0) + 1, _lastAnchor?.Hash ?? []);
        if (anchor.Number != expected)
            Find("anchor_missing", null, expected);
        else if (ring.Find(anchor.KeyId) is not { } key)
            Find("key_missing", null, anchor.Number);
        else if (anchor.KeyId < _lastAnchor?.KeyId || !AuditChain.HashAnchor(key, previous, anchor).AsSpan().SequenceEqual(anchor.Hash))
            Find("anchor_changed", null, anchor.Number);
        _lastAnchor = anchor;
    }

    /// <summary>Ends the anchors. Every past day has its anchors, of which the last is the instance's; and so has the beginning of a new key.</summary>
    /// <param name="expectedDay">The last day that must have some; null if none must.</param>
    public void EndAnchors(DateOnly? expectedDay)
    {
        var isWhole = _lastAnchor is { } last
            ? last.ChainId == AuditEntry.Instance && !(last.Day < expectedDay) && (!ring.IsRotated || last.KeyId == ring.CurrentId)
            : expectedDay is null && !ring.IsRotated;
        if (!isWhole)
            Find("anchor_missing", null, (_lastAnchor?.Number ?? 0) + 1);
    }

    /// <param name="chain">Whose rows follow.</param>
    /// <param name="last">The last row verified before; null at the beginning.</param>
    public void BeginChain(AuditChainFacts chain, AuditRow? last) => (_chain, _lastRow) = (chain, last);

    /// <param name="row">The next of the chain.</param>
    /// <param name="anchored">Its hash by the anchors; null if it is not anchored.</param>
    /// <param name="isOriginGone">Whether its origin was taken away.</param>
    public void Examine(AuditRow row, byte[]? anchored, bool isOriginGone)
    {
        var (expected, previous) = ((_lastRow?.Seq ?? 0) + 1, _lastRow?.Hash ?? []);
        if (row.Seq != expected)
            Find("missing", row.ChainId, expected);
        else if (ring.Find(row.KeyId) is not { } key)
            Find("key_missing", row.ChainId, row.Seq);
        else if (!AuditChain.HashRow(key, previous, row).AsSpan().SequenceEqual(row.Hash))
            Find("changed", row.ChainId, row.Seq);
        else if (row.KeyId < _lastRow?.KeyId || (row.KeyId < ring.CurrentId && row.Seq > _chain!.OldKeysUntil))
            Find("old_key", row.ChainId, row.Seq);
        if (anchored is not null && !anchored.AsSpan().SequenceEqual(row.Hash))
            Find("unanchored", row.ChainId, row.Seq);
        if (row.Origin is not null && (row.OriginDigest is null || !AuditChain.Digest(row.Origin).AsSpan().SequenceEqual(row.OriginDigest)))
            Find("origin_changed", row.ChainId, row.Seq);
        else if (row.Origin is null && row.OriginDigest is not null && !isOriginGone)
            Find("origin_missing", row.ChainId, row.Seq);
        _lastRow = row;
    }

    public void EndChain()
    {
        var chain = _chain!;
        var (reached, hash) = (_lastRow?.Seq ?? 0, _lastRow?.Hash ?? []);
        var head = chain.Head ?? AuditHead.Empty(chain.ChainId);
        if (reached < Math.Max(head.Seq, chain.Anchored))
            Find("truncated", chain.ChainId, reached + 1);
        else if (head.Seq != reached || !head.Hash.AsSpan().SequenceEqual(hash))
            Find("head_changed", chain.ChainId, reached);
    }

    private void Find(string problem, Guid? chainId, long seq)
    {
        if (_findings.Count < MaxFindings)
            _findings.Add(new AuditFinding(problem, chainId, seq));
    }
}
