using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Silo.Hosting;

/// <summary>Has the mailboxes and the recurring work of a silo that died go on at once, on those that are left: their reminders would take minutes.</summary>
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
        // One of those that are left is enough; if it ends as well, the next one is told of that.
        if (status == SiloStatus.Dead && silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Min() is { } first && first.Equals(silos.SiloAddress))
        {
            works.OnSiloDied();
        }
    }
}
