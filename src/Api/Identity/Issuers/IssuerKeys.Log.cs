namespace EmailAgent.Api.Identity.Issuers;

internal sealed partial class IssuerKeys
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of the token issuer {Issuer} cannot be had; those fetched before, if any, stay in use for a day")]
    private partial void LogUnavailable(string issuer, Exception failure);
}
