using EmailAgent.Grains.Sync;

namespace EmailAgent.Grains.Recurring;

/// <summary>
/// A grain that runs a <see cref="RecurringWork"/> in the background for as long as it is active. A failed run is logged, and the next one
/// continues its work.
/// </summary>
internal sealed partial class RecurringWorkGrain(IEnumerable<RecurringWork> works, TimeProvider time, ILogger<RecurringWorkGrain> logger) : Grain, IRecurringWorkGrain, IRemindable
{
    private const string KeepAlive = "keep-alive";

    // Well under the time after which an idle grain is deactivated.
    private static readonly TimeSpan KeepAlivePeriod = TimeSpan.FromMinutes(5);

    private readonly ILogger<RecurringWorkGrain> _logger = logger;
    private readonly CancellationTokenSource _deactivated = new();
    private readonly WorkerSignals _signals = new();
    private Task _running = Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        if (works.FirstOrDefault(work => work.Name == name) is { } work)
        {
            _running = Task.Run(() => RunAsync(work, _deactivated.Token), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _deactivated.CancelAsync();
        await _running;
        _deactivated.Dispose();
    }

    public Task EnsureAsync() => this.RegisterOrUpdateReminder(KeepAlive, KeepAlivePeriod, KeepAlivePeriod);

    public Task WakeAsync()
    {
        _signals.Raise();
        return Task.CompletedTask;
    }

    // The reminder only keeps the grain active. Work that this version no longer contains needs no reminder.
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (_running.IsCompleted && await this.GetReminder(KeepAlive) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private async Task RunAsync(RecurringWork work, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await TryRunOnceAsync(work, stop);
                await _signals.WaitAsync(
                    async cancelled =>
                    {
                        await Task.Delay(work.Interval, time, cancelled);
                        return true;
                    },
                    true,
                    stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Deactivated.
        }
    }

    private async Task TryRunOnceAsync(RecurringWork work, CancellationToken stop)
    {
        try
        {
            await work.RunOnceAsync(stop);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            LogInterrupted(error, work.Name);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Work} was interrupted, and goes on later")]
    private partial void LogInterrupted(Exception error, string work);
}
