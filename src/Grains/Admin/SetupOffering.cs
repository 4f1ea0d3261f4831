using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Admin;

/// <summary>A service that stores the configured set-up link at start, if there is no administrator.</summary>
internal sealed partial class SetupOffering(SetupStore store, IOptions<SetupOptions> options, TimeProvider time, ILogger<SetupOffering> logger) : IHostedService
{
    private readonly ILogger<SetupOffering> _logger = logger;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value is not { TokenHash.Length: > 0 } wanted)
            return;
        var expiresAt = time.GetUtcNow() + wanted.Lifetime;
        if (await store.OfferAsync(Convert.FromHexString(wanted.TokenHash), expiresAt, cancellationToken))
            LogOffered(expiresAt);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "There is no administrator yet; the set-up link is good until {ExpiresAt:u}")]
    private partial void LogOffered(DateTimeOffset expiresAt);
}
