using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Analysis;

/// <summary>
/// Puts mail into the backlog that has not passed all steps in their present versions, in one silo for all. After a start with the same versions there is
/// nothing to do.
/// </summary>
internal sealed class AnalysisRenewal(AnalysisBacklog backlog, AnalysisSteps steps, IGrainFactory grains) : RecurringWork(TimeSpan.FromMinutes(10), grains)
{
    public override async Task RunOnceAsync(CancellationToken stop)
    {
        await backlog.BeginRenewalAsync(steps.Versions, stop);
        while (await backlog.RenewChunkAsync(steps.Versions, stop))
        {
        }
    }
}
