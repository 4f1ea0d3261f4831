namespace EmailAgent.Providers;

/// <summary>The source of OAuth access tokens for the requests of a session. Renews a token before it expires. Thread-safe.</summary>
public interface IAccessTokenSource
{
    /// <summary>Returns a token that is valid for some time.</summary>
    /// <exception cref="ProviderException">
    /// <see cref="ProviderFailure.Authentication"/> when the owner has to sign in again; <see cref="ProviderFailure.Unreachable"/> when the
    /// token server could not be asked.
    /// </exception>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Reports that the provider refused <paramref name="token"/>: <see cref="GetAsync"/> returns another one next.</summary>
    void Reject(string token);
}
