using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

internal sealed partial class MailboxWorker
{
    [LoggerMessage(1, LogLevel.Warning, "Connection {ConnectionId}: the server refused the login; waiting for a new password")]
    private partial void LogAuthenticationFailed(Guid connectionId);

    [LoggerMessage(2, LogLevel.Information, "Connection {ConnectionId}: superseded or deleted; the session ends")]
    private partial void LogSuperseded(Guid connectionId);

    [LoggerMessage(3, LogLevel.Warning, "Connection {ConnectionId}: session failed ({Failure}), attempt {Failures}")]
    private partial void LogSessionFailed(Guid connectionId, ProviderFailure failure, int failures);

    [LoggerMessage(4, LogLevel.Error, "Connection {ConnectionId}: session broke, attempt {Failures}")]
    private partial void LogSessionBroke(Exception error, Guid connectionId, int failures);

    [LoggerMessage(5, LogLevel.Warning, "Connection {ConnectionId}: its status could not be saved")]
    private partial void LogStatusNotSaved(Exception error, Guid connectionId);

    [LoggerMessage(6, LogLevel.Debug, "Connection {ConnectionId}: stopped")]
    private partial void LogStopped(Guid connectionId);
}
