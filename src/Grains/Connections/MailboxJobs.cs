using System.Diagnostics;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Gives each thing that a mailbox's worker does a trace of its own, which all entries and calls meanwhile belong to; a command goes on with
/// that of its caller.
/// </summary>
internal sealed partial class MailboxJobs(Guid connectionId, TimeProvider time, ILogger logger)
{
    private readonly ILogger _logger = logger;

    private Guid ConnectionId => connectionId;

    private TimeProvider Time => time;

    /// <summary>Begins one; it ends when the answer is disposed of.</summary>
    /// <param name="name">Such as <c>look</c>.</param>
    /// <param name="caller">What it is done for; none for what the worker does by itself.</param>
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
