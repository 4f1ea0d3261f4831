using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Grains.Analysis;

internal sealed class AnalysisGrain(AnalysisReader reader) : Grain, IAnalysisGrain
{
    public Task<AnalysisStatus> GetStatusAsync(Visibility visible, CancellationToken cancellationToken) => reader.GetStatusAsync(visible, cancellationToken);

    public async Task<AnalysisStatus> RestartAsync(Visibility visible, CancellationToken cancellationToken)
    {
        await reader.RestartAsync(visible, AuditTrail.Entry(visible.UserId, AnalysisActions.Restart), cancellationToken);
        return await reader.GetStatusAsync(visible, cancellationToken);
    }
}
