namespace EmailAgent.Providers;

/// <summary>Gives a session the OAuth access token to send with each request, and renews it before it expires. Safe for any thread.</summary>
public interface IAccessTokenSource
{
    /// <summary>A token that is good for a while yet.</summary>
    /// <exception cref="ProviderException">
    /// <see cref="ProviderFailure.Authentication"/> when the owner has to sign in again; <see cref="ProviderFailure.Unreachable"/>
    /// when the token server could not be asked.
    /// </exception>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Says that the provider refused <paramref name="token"/>: <see cref="GetAsync"/> gives another one next.</summary>
    void Reject(string token);
}
