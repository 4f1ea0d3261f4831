using Microsoft.Extensions.Logging;

namespace EmailAgent.Silo.Hosting;

internal sealed partial class DatabaseLock
{
    [LoggerMessage(1, LogLevel.Warning, "The connection that holds the database's lock was lost; taking the lock again")]
    private partial void LogLost(Exception failure);

    [LoggerMessage(2, LogLevel.Information, "The database's lock was taken again")]
    private partial void LogRetaken();

    [LoggerMessage(3, LogLevel.Critical, "Another process has taken over the database's lock; this one stops")]
    private partial void LogTakenOver();

    [LoggerMessage(4, LogLevel.Debug, "The database's lock could not be given back; it ends with its connection")]
    private partial void LogNotGivenBack(Exception failure);

    [LoggerMessage(5, LogLevel.Debug, "The database's lock cannot be taken again yet")]
    private partial void LogNotRetaken(Exception failure);
}
