using System.Data.Common;
using EmailAgent.Database;
using EmailAgent.Grains.Logging;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Creates loggers that keep an outage of the database from flooding the log: Orleans reads and writes its tables every few seconds, other
/// work is retried as often, and each failure would be logged with the whole stack. The first of a kind is logged in full, and those that
/// follow as counts.
/// </summary>
internal sealed partial class OutageLog : ILoggerFactory
{
    private readonly ILoggerFactory _loggers;
    private readonly ILogger<OutageLog> _logger;
    private readonly RepeatedFailures _failures;

    /// <param name="loggers">Creates the loggers that write, and is disposed together with this.</param>
    /// <param name="time">The clock.</param>
    public OutageLog(ILoggerFactory loggers, TimeProvider time)
    {
        _loggers = loggers;
        _logger = loggers.CreateLogger<OutageLog>();
        _failures = new RepeatedFailures(time, LogCount);
    }

    public ILogger CreateLogger(string categoryName) => new CountingLogger(_loggers.CreateLogger(categoryName), categoryName, _failures);

    public void AddProvider(ILoggerProvider provider) => _loggers.AddProvider(provider);

    public void Dispose()
    {
        _failures.Dispose();
        _loggers.Dispose();
    }

    [LoggerMessage(1, LogLevel.Warning, "The database was found unavailable {Count} more times within a minute ({Kind})")]
    private partial void LogCount(string kind, long count);

    private sealed class CountingLogger(ILogger inner, string category, RepeatedFailures failures) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // What is not logged is not counted, either.
            if (OutageIn(exception) is not { } outage || (inner.IsEnabled(logLevel) && failures.IsFirst(KindOf(eventId, outage))))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }

        private string KindOf(EventId eventId, DbException outage) => $"{category}[{eventId.Id}], {outage.SqlState ?? outage.GetType().Name}";

        private static DbException? OutageIn(Exception? failure)
        {
            for (var cause = failure; cause is not null; cause = cause.InnerException)
            {
                if (cause is DbException outage && DatabaseOutage.Is(outage))
                {
                    return outage;
                }
            }

            return null;
        }
    }
}
