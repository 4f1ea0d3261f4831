namespace EmailAgent.Api.Problems;

internal sealed partial class ProblemMiddleware
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed with {Code}")]
    private partial void LogFailure(string method, string? endpoint, string code, Exception exception);
}
