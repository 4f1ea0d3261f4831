using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Embedded.Activations;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Reminders;

/// <summary>Delivers reminders from one schedule with one timer. A tick is noted when the grain has taken it, so after a crash it may come again.</summary>
internal sealed partial class ReminderService(
    ReminderStore store,
    ActivationDirectory directory,
    IOptions<ReminderOptions> options,
    TimeProvider time,
    ILogger<ReminderService> logger) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId GrainId, string Name), Reminder> _reminders = [];
    private readonly PriorityQueue<Reminder, DateTime> _schedule = new();
    private ITimer? _timer;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var reminders = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            _timer = time.CreateTimer(_ => DeliverDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            reminders.ForEach(Add);
        }
    }

    /// <summary>No more ticks.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grainId, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
            throw new ArgumentException($"The period must be at least {options.Value.MinimumReminderPeriod}.", nameof(period));
        var reminder = new Reminder(grainId, name, Now + dueTime, period, lastTick: null);
        await store.SaveAsync(reminder).ConfigureAwait(false);
        lock (_lock)
            Add(reminder);
        return reminder;
    }

    public async Task UnregisterAsync(GrainId grainId, string name)
    {
        await store.DeleteAsync(grainId, name).ConfigureAwait(false);
        lock (_lock)
        {
            if (_reminders.Remove((grainId, name), out var reminder))
                reminder.Ended = true;
        }
    }

    public List<IGrainReminder> Find(GrainId grainId)
    {
        lock (_lock)
            return [.. _reminders.Values.Where(reminder => reminder.GrainId == grainId)];
    }

    private void Add(Reminder reminder)
    {
        var key = (reminder.GrainId, reminder.ReminderName);
        if (_reminders.TryGetValue(key, out var replaced))
            replaced.Ended = true;
        _reminders[key] = reminder;
        Schedule(reminder);
    }

    private void Schedule(Reminder reminder)
    {
        _schedule.Enqueue(reminder, reminder.NextDue);
        if (_schedule.Peek() == reminder)
            SetTimer();
    }

    private void SetTimer()
    {
        if (!_schedule.TryPeek(out _, out var due))
            return;
        var wait = TimeSpan.FromTicks(Math.Clamp((due - Now).Ticks, 0, LongestWait.Ticks));
        _timer?.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void DeliverDue()
    {
        lock (_lock)
        {
            while (_schedule.TryPeek(out var reminder, out var due) && (due <= Now || reminder.Ended))
            {
                _schedule.Dequeue();
                if (!reminder.Ended)
                    _ = DeliverAsync(reminder);
            }
            SetTimer();
        }
    }

    private async Task DeliverAsync(Reminder reminder)
    {
        try
        {
            var status = reminder.Tick(Now);
            await directory.References.GetGrain<IRemindable>(reminder.GrainId)
                .ReceiveReminder(reminder.ReminderName, status).ConfigureAwait(false);
            await store.SaveTickAsync(reminder).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogTickFailed(exception, reminder.ReminderName, reminder.GrainId);
        }
        lock (_lock)
        {
            if (!reminder.Ended)
                Schedule(reminder);
        }
    }
}
