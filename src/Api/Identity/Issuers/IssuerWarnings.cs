using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>A service that warns at start of settings that are allowed but not advised.</summary>
internal sealed partial class IssuerWarnings(IOptions<IssuersOptions> options, ILogger<IssuerWarnings> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, _) in options.Value.Issuers.Where(issuer => issuer.Value.TakesAnyParty))
            LogAnyParty(name);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Warning, "Authentication:Issuers:{Name}:AuthorizedParties is not set: a token that any page of the application's domain has got is taken")]
    private partial void LogAnyParty(string name);
}
