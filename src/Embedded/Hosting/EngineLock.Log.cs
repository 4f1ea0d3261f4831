using Microsoft.Extensions.Logging;

namespace Orleans.Embedded.Hosting;

internal sealed partial class EngineLock
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that holds the engine's lock was lost; taking the lock again")]
    private partial void LogLost(Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The engine's lock was taken again")]
    private partial void LogRetaken();

    [LoggerMessage(Level = LogLevel.Critical, Message = "Another process took over the engine's lock; this one stops")]
    private partial void LogTakenOver();

    [LoggerMessage(Level = LogLevel.Debug, Message = "The engine's lock could not be given back; it goes with its connection")]
    private partial void LogNotUnlocked(Exception exception);
}
