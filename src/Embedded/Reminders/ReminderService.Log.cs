using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Reminders;

internal sealed partial class ReminderService
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminder {Name} of grain {GrainId} failed; it will come again")]
    private partial void LogTickFailed(Exception exception, string name, GrainId grainId);
}
