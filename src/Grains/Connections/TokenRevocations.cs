using EmailAgent.Grains.Recurring;
using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Connections;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Takes leave of providers, from the rows that the removal of connections wrote: has them push no more, then revokes the tokens, without
/// which they could not be told. Tried again for about a day; an account that is connected here again, or by somebody else, is left alone,
/// since one revocation ends all its tokens.
/// </summary>
internal sealed partial class TokenRevocations(
    RevocationStore store, TokenServices tokens, IEnumerable<IPushSource> sources, IOptions<MailboxOptions> options, IGrainFactory grains, ILogger<TokenRevocations> logger)
    : RecurringWork(TimeSpan.FromSeconds(60), grains)
{
    private const int AtOnce = 20;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly ILogger<TokenRevocations> _logger = logger;

    /// <summary>Has the tokens of a sign-in revoked that came to nothing.</summary>
    public async Task AddAsync(Guid userId, SignInGrant grant, CancellationToken cancellationToken)
    {
        await store.InsertAsync(userId, grant.Provider, grant.AccountKey, tokens.Protect(grant.RefreshToken ?? grant.AccessToken), cancellationToken);
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
            if (OAuthService.For(revocation.Provider) is { } service)
            {
                await StopPushesAsync(revocation, service, stop);
                if (!revocation.InUse)
                {
                    await tokens.Client.RevokeAsync(service, tokens.Unprotect(revocation.RefreshToken), stop);
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
            // A row that cannot even be tried, as when the key of its token is gone, must not keep the others.
            LogUnusable(defect, revocation.ConnectionId, revocation.Attempts);
            if (revocation.Attempts >= TokenPolicy.MostRevocationAttempts)
            {
                await store.RemoveAsync(revocation, stop);
                return;
            }

            await store.PostponeAsync(revocation, TokenPolicy.RevocationDelay(revocation.Attempts), stop);
        }
    }

    /// <exception cref="ProviderException">It is to be tried again.</exception>
    private async Task StopPushesAsync(DueRevocation revocation, OAuthService service, CancellationToken stop)
    {
        if (revocation.WatchedSettings is not { } settings || sources.FirstOrDefault(source => source.Provider == revocation.Provider) is not { } source)
        {
            return;
        }

        var account = new MailboxAccount(settings, new TokenCredentials(new LastTokens(service, tokens.Unprotect(revocation.RefreshToken), tokens.Client)));
        if (await ProviderCall.TryAsync(token => source.StopAsync(account, token), options.Value.CommandTimeout, tokens.Time, stop) is { } failure)
        {
            // Whoever does not take the token any more need not be asked again.
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
