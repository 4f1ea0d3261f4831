using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that has reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>
    /// A reminder is due. The grain is activated for it if need be. A tick may come twice, or late after the process was
    /// down, but the reminder goes on until it is unregistered. An exception is logged; the next tick comes as usual.
    /// </summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
