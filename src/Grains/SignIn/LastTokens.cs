using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;

namespace EmailAgent.Grains.SignIn;

/// <summary>Access tokens of a connection that is gone, for the last requests to its provider. Nothing is stored.</summary>
internal sealed class LastTokens(OAuthService service, string refreshToken, OAuthClient client) : IAccessTokenSource
{
    private string? _token;

    public async ValueTask<string> GetAsync(CancellationToken cancellationToken) =>
        _token ??= (await client.RefreshAsync(service, refreshToken, cancellationToken)).AccessToken;

    public void Reject(string token) => _token = null;
}
