using System.Data.Common;
using EmailAgent.Grains;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Turns transient failures of the database into <see cref="DatabaseUnavailableException"/>: the driver's own exceptions do not cross a
/// process boundary, and would arrive as a defect.
/// </summary>
internal sealed partial class DatabaseFailures(ILogger<DatabaseFailures> logger) : IIncomingGrainCallFilter
{
    private readonly ILogger<DatabaseFailures> _logger = logger;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (DbException failure) when (failure.IsTransient)
        {
            LogUnavailable(failure, context.InterfaceName, context.MethodName);
            throw new DatabaseUnavailableException();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Interface}.{Method} found the database unavailable")]
    private partial void LogUnavailable(Exception failure, string @interface, string method);
}
