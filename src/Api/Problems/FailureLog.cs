using EmailAgent.Grains.Logging;

namespace EmailAgent.Api.Problems;

/// <summary>Logs requests that fail by our fault, each kind in full once and then as counts.</summary>
internal sealed partial class FailureLog : IDisposable
{
    private readonly ILogger<FailureLog> _logger;
    private readonly RepeatedFailures _failures;

    public FailureLog(TimeProvider time, ILogger<FailureLog> logger)
    {
        _logger = logger;
        _failures = new RepeatedFailures(time, LogCount);
    }

    /// <summary>Logs or counts a failure. An outage is one kind, whatever was asked for; a defect is a kind of its endpoint.</summary>
    public void Add(HttpContext context, ProblemKind problem, Exception failure)
    {
        var endpoint = context.GetEndpoint()?.DisplayName ?? "a request";
        var type = failure.GetType().Name;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            if (_failures.IsFirst($"{problem.Code} ({type})"))
            {
                LogUnavailable(context.Request.Method, endpoint, problem.Code, failure);
            }
        }
        else if (_failures.IsFirst($"{problem.Code} of {endpoint} ({type})"))
        {
            LogFailure(context.Request.Method, endpoint, problem.Code, failure);
        }
    }

    public void Dispose() => _failures.Dispose();

    [LoggerMessage(1, LogLevel.Error, "{Method} {Endpoint} failed with {Code}")]
    private partial void LogFailure(string method, string endpoint, string code, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Endpoint} was answered with {Code}")]
    private partial void LogUnavailable(string method, string endpoint, string code, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "Failed again within a minute: {Count} times {Kind}")]
    private partial void LogCount(string kind, long count);
}
