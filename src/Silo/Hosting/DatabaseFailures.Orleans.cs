using System.Data.Common;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace EmailAgent.Silo.Hosting;

/// <summary>
/// Tells callers in other processes what a failure of the database means to them: the driver's own exceptions do not cross a
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
            throw new SiloUnavailableException("The database cannot be used at the moment.");
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Interface}.{Method} found the database unavailable")]
    private partial void LogUnavailable(Exception failure, string @interface, string method);
}
