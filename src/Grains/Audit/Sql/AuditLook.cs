namespace EmailAgent.Grains.Audit;

/// <summary>A bounded verification of the log, step by step: some anchors, or some rows of a chain.</summary>
/// <param name="source">The log.</param>
/// <param name="examination">The examination to run.</param>
/// <param name="userId">Whose chain alone; null for all.</param>
/// <param name="expectedDay">The last day that must be anchored; null if none must.</param>
internal sealed class AuditLook(AuditSource source, AuditExamination examination, Guid? userId, DateOnly? expectedDay)
{
    private const int MaxBatch = 5_000;

    // A chain costs a few questions, however short it is.
    private const int CostOfAChain = 20;

    private long _anchors;
    private long _rows;
    private long _chains;

    /// <param name="from">Where to begin.</param>
    /// <param name="limit">Approximate number of rows and anchors to verify.</param>
    public async Task<AuditVerdict> TakeAsync(AuditProgress from, int limit, CancellationToken cancellationToken)
    {
        var next = from;
        while (next is not null && limit - _anchors - _rows - (_chains * CostOfAChain) is > 0 and var room)
        {
            var batch = (int)Math.Min(room, MaxBatch);
            next = next.ChainId is { } chain
                ? await ExamineChainAsync(chain, next.Seq, batch, cancellationToken).ConfigureAwait(false)
                : await ExamineAnchorsAsync(next.Seq, batch, cancellationToken).ConfigureAwait(false);
        }

        return new AuditVerdict(_rows, _anchors, examination.Findings, next);
    }

    private async Task<AuditProgress?> ExamineAnchorsAsync(long after, int limit, CancellationToken cancellationToken)
    {
        // With the one before, whose hash the next goes on from.
        var anchors = await source.ReadAnchorsAsync(after, limit + 1, cancellationToken).ConfigureAwait(false);
        var last = anchors is [{ } first, ..] && first.Number == after ? first : null;
        examination.BeginAnchors(last);
        foreach (var anchor in anchors.Skip(last is null ? 0 : 1))
        {
            examination.Examine(anchor);
            _anchors++;
        }

        if (anchors.Count > limit)
            return new AuditProgress(null, anchors[^1].Number);
        examination.EndAnchors(expectedDay);
        return new AuditProgress(AuditEntry.Instance, AuditProgress.Beginning);
    }

    private async Task<AuditProgress?> ExamineChainAsync(Guid chain, long after, int limit, CancellationToken cancellationToken)
    {
        _chains++;
        var (facts, next) = await source.ReadFactsAsync(chain, cancellationToken).ConfigureAwait(false);
        var rows = await source.ReadRowsAsync(chain, after, limit + 1, cancellationToken).ConfigureAwait(false);
        var last = rows is [{ } first, ..] && first.Seq == after ? first : null;
        examination.BeginChain(facts, last);
        if (rows.Count > 0)
            await ExamineRowsAsync(chain, last is null ? rows : rows[1..], cancellationToken).ConfigureAwait(false);
        if (rows.Count > limit)
            return new AuditProgress(chain, rows[^1].Seq);
        examination.EndChain();
        return userId is null && next is { } following ? new AuditProgress(following, AuditProgress.Beginning) : null;
    }

    private async Task ExamineRowsAsync(Guid chain, List<AuditRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;
        var anchored = await source.ReadAnchoredAsync(chain, rows[0].Seq, rows[^1].Seq, cancellationToken).ConfigureAwait(false);
        var gone = await source.ReadOriginsGoneAsync(rows, cancellationToken).ConfigureAwait(false);
        foreach (var row in rows)
        {
            examination.Examine(row, anchored.GetValueOrDefault(row.Seq), gone.Covers(row));
            _rows++;
        }
    }
}
