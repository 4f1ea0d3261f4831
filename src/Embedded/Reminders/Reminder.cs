using Orleans.Runtime;

namespace Orleans.Embedded.Reminders;

/// <summary>One reminder as it is stored and scheduled.</summary>
internal sealed class Reminder(GrainId grainId, string name, DateTime startAt, TimeSpan period, DateTime? lastTick) : IGrainReminder
{
    public GrainId GrainId => grainId;

    public string ReminderName => name;

    public DateTime StartAt => startAt;

    public TimeSpan Period => period;

    public DateTime? LastTick { get; private set; } = lastTick;

    /// <summary>Replaced or unregistered: what is still scheduled of it is void.</summary>
    public bool Ended { get; set; }

    /// <summary>The first due time after the last tick; in the past when ticks were missed.</summary>
    public DateTime NextDue
    {
        get
        {
            if (LastTick is not { } last || last < startAt)
                return startAt;
            return startAt + period * (Math.Floor((last - startAt) / period) + 1);
        }
    }

    /// <summary>Ticks: of all due times missed so far, this one tick stands for all.</summary>
    public TickStatus Tick(DateTime now)
    {
        LastTick = now;
        return new TickStatus(startAt, period, now);
    }
}
