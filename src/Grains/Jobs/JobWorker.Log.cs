namespace EmailAgent.Grains.Jobs;

internal sealed partial class JobWorker
{
    [LoggerMessage(1, LogLevel.Warning, "Jobs of kind {Kind} could not be claimed; tried again")]
    private partial void LogNotClaimed(Exception error, string kind);

    [LoggerMessage(2, LogLevel.Warning, "The leases of jobs of kind {Kind} could not be renewed; tried again")]
    private partial void LogNotRenewed(Exception error, string kind);

    [LoggerMessage(3, LogLevel.Warning, "Job {JobId} of kind {Kind} failed in attempt {Attempt}, and is retried at {RetryAt:u}")]
    private partial void LogFailed(Exception error, Guid jobId, string kind, int attempt, DateTimeOffset retryAt);

    [LoggerMessage(4, LogLevel.Error, "Job {JobId} of kind {Kind} failed in attempt {Attempt}, and is parked")]
    private partial void LogParked(Exception error, Guid jobId, string kind, int attempt);

    [LoggerMessage(5, LogLevel.Warning, "Job {JobId} of kind {Kind}: the end of the attempt could not be recorded; it runs again after its lease")]
    private partial void LogNotSettled(Exception error, Guid jobId, string kind);

    [LoggerMessage(6, LogLevel.Warning, "Job {JobId} of kind {Kind}: its lease was lost during the attempt")]
    private partial void LogLost(Guid jobId, string kind);

    [LoggerMessage(7, LogLevel.Warning, "{Count} jobs of kind {Kind} do not end; they run again elsewhere after their leases")]
    private partial void LogNotDrained(int count, string kind);
}
