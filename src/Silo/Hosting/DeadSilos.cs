using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Silo.Hosting;

/// <summary>Resumes the mailboxes and the recurring work of a dead silo at once on the remaining silos; their reminders would take minutes.</summary>
internal sealed class DeadSilos(ISiloStatusOracle silos, RecurringWorks works) : IHostedService, ISiloStatusListener
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        silos.SubscribeToSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        silos.UnSubscribeFromSiloStatusEvents(this);
        return Task.CompletedTask;
    }

    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        // One of the remaining silos is enough; if it ends as well, the next one is notified of that.
        if (status == SiloStatus.Dead && silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Min() is { } first && first.Equals(silos.SiloAddress))
        {
            works.OnSiloDied();
        }
    }
}
