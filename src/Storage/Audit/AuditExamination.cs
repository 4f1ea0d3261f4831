namespace EmailAgent.Storage.Audit;

/// <summary>
/// Looks through the log as it is stored: anchors first, in their order, then each chain's rows in theirs, with the end that is noted
/// for the chain. Pure, so that any tampering can be tried on it.
/// </summary>
/// <param name="key">Of the chains.</param>
/// <param name="erased">The users whose origins were taken away.</param>
internal sealed class AuditExamination(byte[] key, IReadOnlySet<Guid> erased)
{
    private const int MaxFindings = 100;

    private readonly List<AuditFinding> _findings = [];
    private readonly Dictionary<(Guid Chain, long Seq), byte[]> _anchored = [];
    private readonly Dictionary<Guid, long> _lastAnchored = [];
    private AuditAnchor? _lastAnchor;
    private AuditHead? _reached;
    private long _rows;

    public AuditVerdict Verdict => new(_rows, _lastAnchor?.Number ?? 0, _findings);

    public void Examine(AuditAnchor anchor)
    {
        var (expected, previous) = ((_lastAnchor?.Number ?? 0) + 1, _lastAnchor?.Hash ?? []);
        if (anchor.Number != expected)
            Find("anchor_missing", null, expected);
        else if (!AuditChain.HashAnchor(key, previous, anchor).AsSpan().SequenceEqual(anchor.Hash))
            Find("anchor_changed", null, anchor.Number);
        _lastAnchor = anchor;
        _anchored[(anchor.ChainId, anchor.Seq)] = anchor.HeadHash;
        _lastAnchored[anchor.ChainId] = Math.Max(anchor.Seq, _lastAnchored.GetValueOrDefault(anchor.ChainId));
    }

    /// <summary>The chains that were anchored.</summary>
    public IReadOnlyCollection<Guid> AnchoredChains => _lastAnchored.Keys;

    /// <summary>Every day that is over has its anchors, of which the last is the instance's.</summary>
    /// <param name="expectedDay">The last day that must have some; null when none must.</param>
    public void EndAnchors(DateOnly? expectedDay)
    {
        if (_lastAnchor is { } last ? last.ChainId != AuditEntry.Instance || last.Day < expectedDay : expectedDay is not null)
            Find("anchor_missing", null, (_lastAnchor?.Number ?? 0) + 1);
    }

    /// <summary>Rows are judged by the hash that is stored before them, so that each change is one finding.</summary>
    public void Examine(AuditRow row)
    {
        _rows++;
        var before = _reached?.ChainId == row.ChainId ? _reached : AuditHead.Empty(row.ChainId);
        _reached = new AuditHead(row.ChainId, row.Seq, row.Hash);
        if (row.Seq != before.Seq + 1)
            Find("missing", row.ChainId, before.Seq + 1);
        else if (!AuditChain.HashRow(key, before.Hash, row).AsSpan().SequenceEqual(row.Hash))
            Find("changed", row.ChainId, row.Seq);
        else if (_anchored.TryGetValue((row.ChainId, row.Seq), out var anchored) && !anchored.AsSpan().SequenceEqual(row.Hash))
            Find("unanchored", row.ChainId, row.Seq);
        ExamineOrigin(row);
    }

    /// <summary>The end of the chain whose rows, if there are any, were the last to be looked at.</summary>
    /// <param name="chainId">Which.</param>
    /// <param name="head">As noted; null when nothing is.</param>
    public void EndChain(Guid chainId, AuditHead? head)
    {
        var reached = _reached?.ChainId == chainId ? _reached : AuditHead.Empty(chainId);
        head ??= AuditHead.Empty(chainId);
        if (reached.Seq < Math.Max(head.Seq, _lastAnchored.GetValueOrDefault(chainId)))
            Find("truncated", chainId, reached.Seq + 1);
        else if (head.Seq != reached.Seq || !head.Hash.AsSpan().SequenceEqual(reached.Hash))
            Find("head_changed", chainId, reached.Seq);
    }

    private void ExamineOrigin(AuditRow row)
    {
        if (row.Origin is not null && (row.OriginDigest is null || !AuditChain.Digest(row.Origin).AsSpan().SequenceEqual(row.OriginDigest)))
            Find("origin_changed", row.ChainId, row.Seq);
        else if (row.Origin is null && row.OriginDigest is not null && !erased.Contains(row.ChainId) && !(row.ActorId is { } actor && erased.Contains(actor)))
            Find("origin_missing", row.ChainId, row.Seq);
    }

    private void Find(string problem, Guid? chainId, long seq)
    {
        if (_findings.Count < MaxFindings)
            _findings.Add(new AuditFinding(problem, chainId, seq));
    }
}
