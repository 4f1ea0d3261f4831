using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.SignIn;

/// <summary>
/// The end of access at providers, from the rows that the removal of connections wrote: stops the pushes, then revokes the tokens, since
/// the first requires the second. Retried for about a day. An account that is connected here again, or by another user, is skipped, since
/// one revocation ends all its tokens.
/// </summary>
internal sealed partial class TokenRevocations(
    RevocationStore store,
    TokenProtector protector,
    OAuthClient client,
    IEnumerable<IPushSource> sources,
    IOptions<MailboxOptions> options,
    TimeProvider time,
    IGrainFactory grains,
    ILogger<TokenRevocations> logger)
    : RecurringWork(TimeSpan.FromSeconds(60), grains)
{
    private const int AtOnce = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly ILogger<TokenRevocations> _logger = logger;

    /// <summary>Adds the tokens of a sign-in that failed, and has them revoked.</summary>
    public async Task AddAsync(Guid userId, SignInGrant grant, CancellationToken cancellationToken)
    {
        await store.InsertAsync(userId, grant.Provider, grant.AccountKey, protector.Protect(grant.RefreshToken ?? grant.AccessToken), cancellationToken);
        await WakeAsync();
    }

    public override async Task RunOnceAsync(CancellationToken stop)
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
            if (ProviderCatalog.For(revocation.Provider)?.SignIn is { } service)
            {
                await StopPushesAsync(revocation, service, stop);
                if (!revocation.InUse)
                {
                    await client.RevokeAsync(service, protector.Unprotect(revocation.RefreshToken), stop);
                    LogRevoked(revocation.ConnectionId);
                }
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
        catch (Exception defect) when (defect is not Npgsql.NpgsqlException && !stop.IsCancellationRequested)
        {
            // A row that cannot be tried, for example because the key of its token is gone, must not block the others.
            LogUnusable(defect, revocation.ConnectionId, revocation.Attempts);
            if (revocation.Attempts >= TokenPolicy.MostRevocationAttempts)
            {
                await store.RemoveAsync(revocation, stop);
                return;
            }

            await store.PostponeAsync(revocation, TokenPolicy.RevocationDelay(revocation.Attempts), stop);
        }
    }

    /// <exception cref="ProviderException">The request is to be retried.</exception>
    private async Task StopPushesAsync(DueRevocation revocation, OAuthService service, CancellationToken stop)
    {
        if (revocation.WatchedSettings is not { } settings || sources.FirstOrDefault(source => source.Provider == revocation.Provider) is not { } source)
        {
            return;
        }

        var account = new MailboxAccount(settings, new TokenCredentials(new LastTokens(service, protector.Unprotect(revocation.RefreshToken), client)));
        if (await ProviderCall.TryAsync(token => source.StopAsync(account, token), options.Value.CommandTimeout, time, stop) is { } failure)
        {
            // A provider that no longer accepts the token is not asked again.
            if (failure.Failure != ProviderFailure.Authentication && revocation.Attempts < TokenPolicy.MostStopAttempts)
            {
                throw failure;
            }

            LogNotStopped(revocation.ConnectionId, failure.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Connection {ConnectionId}: its tokens are revoked")]
    private partial void LogRevoked(Guid connectionId);

    [LoggerMessage(2, LogLevel.Warning, "Connection {ConnectionId}: its tokens are not revoked yet: {Reason}")]
    private partial void LogPostponed(Guid connectionId, string reason);

    [LoggerMessage(3, LogLevel.Error, "Connection {ConnectionId}: its tokens could not be revoked in {Attempts} attempts: {Reason}")]
    private partial void LogGivenUp(Guid connectionId, int attempts, string reason);

    [LoggerMessage(4, LogLevel.Error, "Connection {ConnectionId}: its tokens could not be used to revoke them, in attempt {Attempt}")]
    private partial void LogUnusable(Exception defect, Guid connectionId, int attempt);

    [LoggerMessage(5, LogLevel.Warning, "Connection {ConnectionId}: its provider may push on for a week: {Reason}")]
    private partial void LogNotStopped(Guid connectionId, string reason);
}
