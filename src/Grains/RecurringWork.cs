using EmailAgent.Grains.Connections;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains;

/// <summary>
/// Work of a silo beside its grains: done at start, then after each interval, and as soon as it is asked for. A turn that fails - the
/// database may be away - costs a line in the log and is made up for by the next.
/// </summary>
/// <param name="interval">From the end of one turn to the begin of the next.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Of the work.</param>
internal abstract partial class RecurringWork(TimeSpan interval, TimeProvider time, ILogger logger) : BackgroundService
{
    private readonly ILogger _logger = logger;
    private readonly WorkerSignals _signals = new();

    /// <summary>Has the next turn taken now; without it, what there is to do is found after the interval.</summary>
    public void Wake() => _signals.Raise();

    /// <summary>One turn: all that there is to do. Every step may be taken twice.</summary>
    protected abstract Task RunOnceAsync(CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(error, GetType().Name);
            }

            await _signals.WaitAsync(DelayAsync, true, stoppingToken);
        }
    }

    private async Task<bool> DelayAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(interval, time, cancellationToken);
        return true;
    }

    [LoggerMessage(100, LogLevel.Warning, "{Work} was interrupted, and goes on later")]
    private partial void LogInterrupted(Exception error, string work);
}
