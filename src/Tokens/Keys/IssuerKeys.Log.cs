using Microsoft.Extensions.Logging;

namespace EmailAgent.Tokens.Keys;

public sealed partial class IssuerKeys
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of the token issuer {Issuer} cannot be fetched; keys fetched before stay in use for a day")]
    private partial void LogUnavailable(string issuer, Exception failure);
}
