using System.Data.Common;
using EmailAgent.Grains.Logging;
using EmailAgent.Providers;
using EmailAgent.Storage.Database;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Has an outage of the database, or of a mail server, logged in full once, and then as counts, since every mailbox runs into it again and
/// again.
/// </summary>
internal sealed partial class MailboxOutages : IDisposable
{
    private readonly ILogger<MailboxOutages> _logger;
    private readonly RepeatedFailures _database;
    private readonly RepeatedFailures _sessions;

    public MailboxOutages(TimeProvider time, ILogger<MailboxOutages> logger)
    {
        _logger = logger;
        _database = new RepeatedFailures(time, LogDatabase);
        _sessions = new RepeatedFailures(time, LogSessions);
    }

    /// <returns>Whether a failure of a mailbox is to be logged in full: all but those of an outage that is known.</returns>
    public bool IsNews(Exception failure) => failure switch
    {
        DbException outage when DatabaseOutage.Is(outage) => _database.IsFirst(outage.SqlState ?? outage.GetType().Name),
        DatabaseUnavailableException => _database.IsFirst(nameof(DatabaseUnavailableException)),
        _ => true,
    };

    /// <returns>Whether the failure of a session is to be logged by itself: all but those of a server that fails the sessions of many mailboxes in the same way.</returns>
    public bool IsNews(string server, ProviderFailure failure) => _sessions.IsFirst($"{server}: {failure}");

    public void Dispose()
    {
        _database.Dispose();
        _sessions.Dispose();
    }

    [LoggerMessage(1, LogLevel.Warning, "Mailboxes found the database unavailable {Count} more times within a minute ({Kind})")]
    private partial void LogDatabase(string kind, long count);

    [LoggerMessage(2, LogLevel.Warning, "{Count} more sessions failed within a minute ({Kind})")]
    private partial void LogSessions(string kind, long count);
}
