using EmailAgent.Database;
using EmailAgent.Grains.Logging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Jobs;

/// <summary>
/// Runs a <see cref="JobWorker"/> for each handler in this silo, and wakes it when a job is enqueued anywhere. When the process stops, it claims nothing
/// more, lets running jobs finish for a while, and releases the others.
/// </summary>
internal sealed partial class JobService : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly NotificationListener _listener;
    private readonly JobOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<JobService> _logger;
    private readonly RepeatedFailures _failures;
    private readonly IReadOnlyList<JobWorker> _workers;
    private readonly CancellationTokenSource _drained = new();
    private Task _renewals = Task.CompletedTask;

    public JobService(
        IEnumerable<IJobHandler> handlers, JobStore store, NotificationListener listener, IOptions<JobOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        (_listener, _options, _time, _logger) = (listener, options.Value, time, loggers.CreateLogger<JobService>());
        _failures = new RepeatedFailures(time, LogRepeats);
        _workers = [.. handlers.Select(handler => new JobWorker(handler, store, _options, time, loggers.CreateLogger<JobWorker>()))];
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(_options.DrainTime, _time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await Task.WhenAll(_workers.Select(worker => worker.DrainAsync(patience.Token)));
        await _drained.CancelAsync();
        await _renewals;
    }

    public override void Dispose()
    {
        _failures.Dispose();
        _drained.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_workers.Count == 0)
            return Task.CompletedTask;
        _renewals = Task.WhenAll(_workers.Select(worker => worker.RenewRepeatedlyAsync(_drained.Token)));
        return Task.WhenAll(_workers.Select(worker => worker.RunAsync(stoppingToken)).Append(ListenAsync(stoppingToken)));
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await _listener.ListenAsync(JobQueue.Channel, () => Wake(null), Wake, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                if (_failures.IsFirst(error.GetType().Name))
                    LogNotListening(error);
            }

            await Task.Delay(RetryDelay, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <param name="kind">Null for all, since notifications may have been missed.</param>
    private void Wake(string? kind)
    {
        foreach (var worker in _workers)
        {
            if (kind is null || worker.Kind == kind)
                worker.Wake();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "New jobs are not notified, only found by polls, until the database can be listened to again")]
    private partial void LogNotListening(Exception error);

    [LoggerMessage(2, LogLevel.Warning, "The database could not be listened to {Count} more times within a minute ({Kind})")]
    private partial void LogRepeats(string kind, long count);
}
