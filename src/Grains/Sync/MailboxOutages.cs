using System.Data.Common;
using EmailAgent.Database;
using EmailAgent.Grains.Logging;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// The log of outages and defects. An outage of the database, or of a mail server, is logged in full once, and then as counts, since every
/// mailbox reports it again and again. The same applies to a defect that a mailbox reports at each retry.
/// </summary>
internal sealed partial class MailboxOutages : IDisposable
{
    // Longer than the longest wait between two retries, so that a mailbox that fails at each of them causes one series of failures.
    private static readonly TimeSpan DefectWindow = TimeSpan.FromHours(1);

    private readonly ILogger<MailboxOutages> _logger;
    private readonly RepeatedFailures _database;
    private readonly RepeatedFailures _sessions;
    private readonly RepeatedFailures _defects;

    public MailboxOutages(TimeProvider time, ILogger<MailboxOutages> logger)
    {
        _logger = logger;
        _database = new RepeatedFailures(time, LogDatabase);
        _sessions = new RepeatedFailures(time, LogSessions);
        _defects = new RepeatedFailures(time, LogDefects, DefectWindow);
    }

    /// <summary>Indicates whether a failure is logged in full.</summary>
    /// <param name="work">The failed work, as the log names it: <c>session</c>.</param>
    /// <returns>False for failures of a known outage, or of the same kind as an earlier one.</returns>
    public bool IsNews(Guid connectionId, string work, Exception failure) => failure switch
    {
        DbException outage when DatabaseOutage.Is(outage) => _database.IsFirst(outage.SqlState ?? outage.GetType().Name),
        DatabaseUnavailableException => _database.IsFirst(nameof(DatabaseUnavailableException)),
        DbException refusal => _defects.IsFirst($"{work} of connection {connectionId}, {refusal.SqlState ?? refusal.GetType().Name}"),
        _ => _defects.IsFirst($"{work} of connection {connectionId}, {failure.GetType().Name}"),
    };

    /// <summary>Indicates whether the failure of a session is logged by itself.</summary>
    /// <returns>False where a server fails the sessions of many mailboxes in the same way.</returns>
    public bool IsNews(string server, ProviderFailure failure) => _sessions.IsFirst($"{server}: {failure}");

    public void Dispose()
    {
        _database.Dispose();
        _sessions.Dispose();
        _defects.Dispose();
    }

    [LoggerMessage(1, LogLevel.Warning, "Mailboxes found the database unavailable {Count} more times within a minute ({Kind})")]
    private partial void LogDatabase(string kind, long count);

    [LoggerMessage(2, LogLevel.Warning, "{Count} more sessions failed within a minute ({Kind})")]
    private partial void LogSessions(string kind, long count);

    [LoggerMessage(3, LogLevel.Warning, "Failed in the same way {Count} more times within an hour: {Kind}")]
    private partial void LogDefects(string kind, long count);
}
