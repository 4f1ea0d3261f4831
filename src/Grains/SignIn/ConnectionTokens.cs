using EmailAgent.Grains.Connections;
using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;

namespace EmailAgent.Grains.SignIn;

/// <summary>
/// The access token of one connection, for its session. One caller at a time renews it before it expires, and the new tokens are stored
/// before they are used, since services may replace the refresh token each time.
/// </summary>
internal sealed class ConnectionTokens(
    MailboxId id, OAuthService service, TokenStore store, TokenProtector protector, OAuthClient client, TimeProvider time) : IAccessTokenSource
{
    /// <summary>
    /// Maximum number of attempts when others store tokens at the same moment: a new sign-in, or the mailbox's activation elsewhere.
    /// </summary>
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
            if (_token is { } token && time.GetUtcNow() < token.GoodUntil)
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
            var current = protector.Unprotect(stored.AccessToken);
            if (current != _rejected && TokenPolicy.IsFresh(stored.AccessExpiresAt, time.GetUtcNow()))
            {
                return Keep(new Token(current, stored.AccessExpiresAt - TokenPolicy.RenewBefore));
            }

            try
            {
                var renewed = await client.RefreshAsync(service, protector.Unprotect(stored.RefreshToken), CancellationToken.None);
                if (await StoreAsync(stored, renewed))
                {
                    return Keep(new Token(renewed.AccessToken, TokenPolicy.RenewAt(renewed.ExpiresAt, time.GetUtcNow())));
                }
            }
            catch (ProviderException refusal) when (refusal.Failure == ProviderFailure.Authentication)
            {
                // The refusal may concern a token that has been replaced meanwhile.
                if ((await ReadAsync()).Version == stored.Version)
                {
                    throw;
                }
            }
            catch (ProviderException) when (current != _rejected && TokenPolicy.IsUsable(stored.AccessExpiresAt, time.GetUtcNow()))
            {
                return Keep(new Token(current, time.GetUtcNow() + TokenPolicy.RetryAfter));
            }
        }

        throw new ProviderException(ProviderFailure.Unreachable, "The connection's tokens change too often to be used.");
    }

    private async Task<StoredTokens> ReadAsync() =>
        await store.ReadAsync(id.UserId, id.ConnectionId, CancellationToken.None)
        ?? throw new ProviderException(ProviderFailure.Authentication, "The connection has no tokens.");

    /// <summary>Stores renewed tokens.</summary>
    /// <returns>False when other tokens have been stored meanwhile.</returns>
    private async Task<bool> StoreAsync(StoredTokens stored, OAuthTokens renewed)
    {
        var scopes = renewed.Scopes ?? stored.Scopes;
        var tokens = protector.Protect(renewed.AccessToken, renewed.ExpiresAt, renewed.RefreshToken, scopes);
        if (!await store.RenewAsync(id.UserId, id.ConnectionId, stored.Version, tokens, CancellationToken.None))
        {
            return false;
        }

        return client.AllowMail(service, scopes)
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

    /// <param name="Text">The access token.</param>
    /// <param name="GoodUntil">The time at which the next one is read or requested.</param>
    private sealed record Token(string Text, DateTimeOffset GoodUntil);
}
