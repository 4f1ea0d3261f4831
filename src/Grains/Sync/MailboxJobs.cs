using System.Diagnostics;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// The jobs of a mailbox's worker, each with a trace of its own that all log entries and calls in the meantime belong to. A command
/// continues the trace of its caller.
/// </summary>
internal sealed partial class MailboxJobs(Guid connectionId, TimeProvider time, ILogger logger)
{
    private readonly ILogger _logger = logger;

    private Guid ConnectionId => connectionId;

    private TimeProvider Time => time;

    /// <summary>Begins a job, which ends when the result is disposed of.</summary>
    /// <param name="name">The name of the job, such as <c>look</c>.</param>
    /// <param name="caller">The trace that requested the job; none for the worker's own jobs.</param>
    public IDisposable Begin(string name, ActivityContext caller = default)
    {
        var trace = new Activity($"mailbox.{name}");
        if (caller != default)
            trace.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        return new Job(this, name, trace.Start(), time.GetTimestamp());
    }

    [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: {Job} took {Milliseconds} ms")]
    private partial void LogEnded(Guid connectionId, string job, long milliseconds);

    private sealed class Job(MailboxJobs jobs, string name, Activity trace, long began) : IDisposable
    {
        public void Dispose()
        {
            jobs.LogEnded(jobs.ConnectionId, name, (long)jobs.Time.GetElapsedTime(began).TotalMilliseconds);
            trace.Dispose();
        }
    }
}
