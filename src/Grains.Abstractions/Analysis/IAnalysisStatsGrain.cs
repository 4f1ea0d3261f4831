namespace EmailAgent.Grains.Analysis;

/// <summary>The analysis of all mail in numbers, for administrators: a stateless worker, key 0. Queries are audited.</summary>
[Alias("analysis-of-all")]
public interface IAnalysisStatsGrain : IGrainWithIntegerKey
{
    [Alias("get"), Idempotent]
    Task<AnalysisStats> GetAsync(CancellationToken cancellationToken);
}
