using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Reminders;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Reminders of a grain: timers that outlive the activation and the process.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Sets a reminder, replacing one of the same name.</summary>
    /// <remarks>The period must be at least <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</remarks>
    /// <exception cref="ArgumentException">A time is out of range.</exception>
    /// <exception cref="InvalidOperationException">The grain does not implement <see cref="IRemindable"/>.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        grain is IRemindable
            ? ServiceOf(grain).RegisterAsync(grain.GrainContext.GrainId, reminderName, dueTime, period)
            : throw new InvalidOperationException($"{grain.GetType()} does not implement {nameof(IRemindable)}.");

    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
        ServiceOf(grain).UnregisterAsync(grain.GrainContext.GrainId, reminder.ReminderName);

    /// <summary>The reminder, or null when there is none of this name.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
        Task.FromResult(ServiceOf(grain).Find(grain.GrainContext.GrainId).Find(reminder => reminder.ReminderName == reminderName));

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) =>
        Task.FromResult(ServiceOf(grain).Find(grain.GrainContext.GrainId));

    private static ReminderService ServiceOf(Grain grain) => grain.ServiceProvider.GetRequiredService<ReminderService>();
}
