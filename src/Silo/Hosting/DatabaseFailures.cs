using System.Data.Common;
using EmailAgent.Database;
using EmailAgent.Grains;
using EmailAgent.Grains.Logging;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Turns outages of the database into <see cref="DatabaseUnavailableException"/>: the driver's own exceptions do not cross a
/// process boundary, and would arrive as a defect. An outage is logged once, and then as counts.
/// </summary>
internal sealed partial class DatabaseFailures : IIncomingGrainCallFilter, IDisposable
{
    private readonly ILogger<DatabaseFailures> _logger;
    private readonly RepeatedFailures _failures;

    public DatabaseFailures(TimeProvider time, ILogger<DatabaseFailures> logger)
    {
        _logger = logger;
        _failures = new RepeatedFailures(time, LogCount);
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (DbException failure) when (DatabaseOutage.Is(failure))
        {
            if (_failures.IsFirst(failure.SqlState ?? failure.GetType().Name))
            {
                LogUnavailable(failure, context.InterfaceName, context.MethodName);
            }

            throw new DatabaseUnavailableException();
        }
    }

    public void Dispose() => _failures.Dispose();

    [LoggerMessage(1, LogLevel.Warning, "{Interface}.{Method} found the database unavailable")]
    private partial void LogUnavailable(Exception failure, string @interface, string method);

    [LoggerMessage(2, LogLevel.Warning, "{Count} more calls found the database unavailable within a minute ({Kind})")]
    private partial void LogCount(string kind, long count);
}
