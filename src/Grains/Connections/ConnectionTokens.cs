using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Connections;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// One connection's access token for its session. It is renewed by one caller at a time, before it expires, and what comes
/// with it - services may replace the refresh token each time - is stored before it is used.
/// </summary>
internal sealed class ConnectionTokens(MailboxId id, OAuthService service, TokenServices services) : IAccessTokenSource
{
    /// <summary>Others that store tokens at the same moment: a new sign-in, or the mailbox's activation elsewhere. Rarely one, never many.</summary>
    private const int MostConflicts = 5;

    private readonly Lock _gate = new();
    private Token? _token;
    private string? _rejected;
    private Task<Token>? _renewal;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        Task<Token> renewal;
        lock (_gate)
        {
            if (_token is { } token && services.Time.GetUtcNow() < token.GoodUntil)
            {
                return token.Text;
            }

            // Never cancelled: a refresh token that was replaced and not stored is lost. Callers can stop waiting.
            renewal = _renewal is { IsCompleted: false } ? _renewal : _renewal = Task.Run(RenewAsync, CancellationToken.None);
        }

        return (await renewal.WaitAsync(cancellationToken)).Text;
    }

    public void Reject(string token)
    {
        lock (_gate)
        {
            _rejected = token;
            if (_token?.Text == token)
            {
                _token = null;
            }
        }
    }

    private async Task<Token> RenewAsync()
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var stored = await ReadAsync();
            var current = services.Unprotect(stored.AccessToken);
            if (current != _rejected && TokenPolicy.IsFresh(stored.AccessExpiresAt, services.Time.GetUtcNow()))
            {
                return Keep(new Token(current, stored.AccessExpiresAt - TokenPolicy.RenewBefore));
            }

            try
            {
                var renewed = await services.Client.RefreshAsync(service, services.Unprotect(stored.RefreshToken), CancellationToken.None);
                if (await StoreAsync(stored, renewed))
                {
                    return Keep(new Token(renewed.AccessToken, TokenPolicy.RenewAt(renewed.ExpiresAt, services.Time.GetUtcNow())));
                }
            }
            catch (ProviderException refusal) when (refusal.Failure == ProviderFailure.Authentication)
            {
                // Unless the refusal is about a token that has been replaced meanwhile.
                if ((await ReadAsync()).Version == stored.Version)
                {
                    throw;
                }
            }
            catch (ProviderException) when (current != _rejected && TokenPolicy.IsUsable(stored.AccessExpiresAt, services.Time.GetUtcNow()))
            {
                return Keep(new Token(current, services.Time.GetUtcNow() + TokenPolicy.RetryAfter));
            }
        }

        throw new ProviderException(ProviderFailure.Unreachable, "The connection's tokens change too often to be used.");
    }

    private async Task<StoredTokens> ReadAsync() =>
        await services.Store.ReadAsync(id.UserId, id.ConnectionId, CancellationToken.None)
        ?? throw new ProviderException(ProviderFailure.Authentication, "The connection has no tokens.");

    /// <returns>False when other tokens have been stored meanwhile.</returns>
    private async Task<bool> StoreAsync(StoredTokens stored, OAuthTokens renewed)
    {
        var scopes = renewed.Scopes ?? stored.Scopes;
        var tokens = services.Protect(renewed.AccessToken, renewed.ExpiresAt, renewed.RefreshToken, scopes);
        if (!await services.Store.RenewAsync(id.UserId, id.ConnectionId, stored.Version, tokens, CancellationToken.None))
        {
            return false;
        }

        return services.Client.AllowMail(service, scopes)
            ? true
            : throw new ProviderException(ProviderFailure.Authentication, $"{service.Title} no longer allows access to the mail.");
    }

    private Token Keep(Token token)
    {
        lock (_gate)
        {
            return _token = token;
        }
    }

    /// <param name="Text">What is sent.</param>
    /// <param name="GoodUntil">When to look for another one.</param>
    private sealed record Token(string Text, DateTimeOffset GoodUntil);
}
