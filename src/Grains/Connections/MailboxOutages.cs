using System.Data.Common;
using EmailAgent.Grains.Logging;
using EmailAgent.Storage.Database;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Has an outage of the database logged in full once, and then as counts: every mailbox finds it, and each of them tries again and again.
/// </summary>
internal sealed partial class MailboxOutages : IDisposable
{
    private readonly ILogger<MailboxOutages> _logger;
    private readonly RepeatedFailures _failures;

    public MailboxOutages(TimeProvider time, ILogger<MailboxOutages> logger)
    {
        _logger = logger;
        _failures = new RepeatedFailures(time, LogCount);
    }

    /// <returns>Whether a failure of a mailbox is to be logged in full: all but those of an outage that is known.</returns>
    public bool IsNews(Exception failure) => failure switch
    {
        DbException outage when DatabaseOutage.Is(outage) => _failures.IsFirst(outage.SqlState ?? outage.GetType().Name),
        DatabaseUnavailableException => _failures.IsFirst(nameof(DatabaseUnavailableException)),
        _ => true,
    };

    public void Dispose() => _failures.Dispose();

    [LoggerMessage(1, LogLevel.Warning, "{Count} more times within a minute mailboxes found the database unavailable ({Kind})")]
    private partial void LogCount(string kind, long count);
}
