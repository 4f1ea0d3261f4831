using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Connections;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Revokes the tokens of connections that are gone, from the rows that their removal wrote. Tried again for about a day; an
/// account that is connected here again, or by somebody else, is left alone, since one revocation ends all its tokens.
/// </summary>
internal sealed partial class TokenRevocations(RevocationStore store, TokenServices tokens, ILogger<TokenRevocations> logger) : BackgroundService
{
    private const int AtOnce = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly ILogger<TokenRevocations> _logger = logger;
    private readonly WorkerSignals _signals = new();

    /// <summary>Says that there is something to revoke; without it, it is found at the next look.</summary>
    public void Wake() => _signals.Raise();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RevokeDueAsync(stoppingToken);
            }
            catch (Npgsql.NpgsqlException error)
            {
                LogInterrupted(error);
            }

            await _signals.WaitAsync(DelayAsync, true, stoppingToken);
        }
    }

    private async Task<bool> DelayAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Interval, tokens.Time, cancellationToken);
        return true;
    }

    private async Task RevokeDueAsync(CancellationToken stop)
    {
        while (await store.TakeAsync(AtOnce, Lease, stop) is { Count: > 0 } due)
        {
            foreach (var revocation in due)
            {
                await RevokeAsync(revocation, stop);
            }
        }
    }

    private async Task RevokeAsync(DueRevocation revocation, CancellationToken stop)
    {
        try
        {
            if (!revocation.InUse && OAuthService.For(revocation.Provider) is { } service)
            {
                await tokens.Client.RevokeAsync(service, tokens.Unprotect(revocation.RefreshToken), stop);
                LogRevoked(revocation.ConnectionId);
            }

            await store.RemoveAsync(revocation, stop);
        }
        catch (ProviderException failure) when (revocation.Attempts < TokenPolicy.MostRevocationAttempts)
        {
            LogPostponed(revocation.ConnectionId, failure.Message);
            await store.PostponeAsync(revocation, TokenPolicy.RevocationDelay(revocation.Attempts), stop);
        }
        catch (ProviderException failure)
        {
            LogGivenUp(revocation.ConnectionId, revocation.Attempts, failure.Message);
            await store.RemoveAsync(revocation, stop);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Connection {ConnectionId}: its tokens are revoked")]
    private partial void LogRevoked(Guid connectionId);

    [LoggerMessage(2, LogLevel.Warning, "Connection {ConnectionId}: its tokens are not revoked yet: {Reason}")]
    private partial void LogPostponed(Guid connectionId, string reason);

    [LoggerMessage(3, LogLevel.Error, "Connection {ConnectionId}: its tokens could not be revoked in {Attempts} attempts: {Reason}")]
    private partial void LogGivenUp(Guid connectionId, int attempts, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Revocations interrupted by the database, will be tried again")]
    private partial void LogInterrupted(Exception error);
}
