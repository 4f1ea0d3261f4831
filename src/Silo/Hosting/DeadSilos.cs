using EmailAgent.Grains.Connections;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Silo.Hosting;

/// <summary>Has the mailboxes of a silo that ended woken at once, on those that are left: their reminders would take minutes.</summary>
internal sealed class DeadSilos(ISiloStatusOracle silos, MailboxSweep sweep) : IHostedService, ISiloStatusListener
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
            sweep.Again();
        }
    }
}
