using EmailAgent.Grains.Sync;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Recurring;

/// <summary>A service that starts all recurring work of the installation, unless it runs in another silo already.</summary>
public sealed partial class RecurringWorks : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<RecurringWork> _works;
    private readonly TimeProvider _time;
    private readonly ILogger<RecurringWorks> _logger;
    private readonly WorkerSignals _deaths = new();

    internal RecurringWorks(IEnumerable<RecurringWork> works, TimeProvider time, ILogger<RecurringWorks> logger)
    {
        _works = [.. works];
        _time = time;
        _logger = logger;
    }

    /// <summary>Resumes the work of a silo that died, and starts the work that follows a death.</summary>
    public void OnSiloDied() => _deaths.Raise();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ForAllAsync(_works, work => work.EnsureAsync(), stoppingToken);
        while (true)
        {
            await _deaths.WaitAsync(WaitAsync, true, stoppingToken);
            await ForAllAsync(_works, work => work.EnsureAsync(), stoppingToken);
            await ForAllAsync(_works.Where(work => work.FollowsDeaths), work => work.WakeAsync(), stoppingToken);
        }
    }

    private static async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return true;
    }

    private async Task ForAllAsync(IEnumerable<RecurringWork> works, Func<RecurringWork, Task> call, CancellationToken stop)
    {
        foreach (var work in works)
        {
            while (!await TryAsync(work, call))
            {
                await Task.Delay(RetryDelay, _time, stop);
            }
        }
    }

    private async Task<bool> TryAsync(RecurringWork work, Func<RecurringWork, Task> call)
    {
        try
        {
            await call(work);
            return true;
        }
        catch (Exception error)
        {
            LogNotStarted(error, work.Name);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Work} could not be started, and is tried again")]
    private partial void LogNotStarted(Exception error, string work);
}
