namespace EmailAgent.Grains.ApiKeys;

internal sealed partial class ApiKeyGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The last use of an API key could not be written down")]
    private partial void LogUseNotWritten(Exception exception);
}
