using EmailAgent.Grains.Audit;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Analysis;

[StatelessWorker, Reentrant]
internal sealed class AnalysisStatsGrain(AnalysisReader reader, AuditTrail trail) : Grain, IAnalysisStatsGrain
{
    public async Task<AnalysisStats> GetAsync(CancellationToken cancellationToken)
    {
        await trail.RecordAsync(AuditTrail.Entry(null, AuditLogActions.AdminRead, details: ("what", "analysis")), cancellationToken);
        return await reader.CountAsync(cancellationToken);
    }
}
