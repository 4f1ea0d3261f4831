using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Messaging;

namespace EmailAgent.Silo.Client;

/// <summary>
/// Detects the death of a silo to which this process has no connection: calls can have reached it through other silos. Observers of
/// lost connections are notified in the same way.
/// </summary>
internal sealed partial class SiloDeaths(
    IGatewayListProvider silos, IEnumerable<IClusterConnectionStatusObserver> observers, TimeProvider time, ILogger<SiloDeaths> logger) : BackgroundService
{
    // With the second that silos need to agree on a death, and the grace of a call, a call that is lost fails within three seconds.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly ILogger<SiloDeaths> _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        ICollection<Uri> known = [];
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var active = await silos.GetGateways();
                if (known.Except(active).Any())
                {
                    Tell(known.Count);
                }

                known = active;
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogUnreachable(failure);
            }
        }
    }

    private void Tell(int former)
    {
        foreach (var observer in observers)
        {
            try
            {
                observer.NotifyGatewayCountChanged(former - 1, former, connectionRecovered: false);
            }
            catch (Exception failure)
            {
                LogNotTold(failure, observer.GetType().Name); // the others are still notified
            }
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The list of silos cannot be read")]
    private partial void LogUnreachable(Exception failure);

    [LoggerMessage(2, LogLevel.Error, "{Observer} failed when it was notified that a silo is gone")]
    private partial void LogNotTold(Exception failure, string observer);
}
