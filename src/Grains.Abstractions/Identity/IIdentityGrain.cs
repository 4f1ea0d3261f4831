namespace EmailAgent.Grains.Identity;

/// <summary>Accounts and sessions before anybody is known: a stateless worker, key 0.</summary>
[Alias("identity")]
public interface IIdentityGrain : IGrainWithIntegerKey
{
    /// <summary>Creates an account and its first session. Refused with <c>email_taken</c> or <c>validation_failed</c>.</summary>
    [Alias("register")]
    Task<Outcome<Session>> RegisterAsync(Registration registration, CancellationToken cancellationToken);

    /// <summary>Opens a session. Refused with <c>invalid_credentials</c>, in the same time whether the account exists or not.</summary>
    [Alias("login")]
    Task<Outcome<Session>> LoginAsync(Credentials credentials, CancellationToken cancellationToken);

    /// <summary>Exchanges a refresh token for a new pair. A token used twice revokes its whole family.</summary>
    [Alias("refresh")]
    Task<Outcome<Session>> RefreshAsync(string refreshToken, CancellationToken cancellationToken);

    /// <summary>
    /// The user of somebody whom another issuer knows: made at first sight, brought up to date when the issuer says something new.
    /// Refused with <c>not_found</c> when the user was deleted.
    /// </summary>
    [Alias("sign-in-externally")]
    Task<Outcome<UserProfile>> SignInExternallyAsync(ExternalLogin login, CancellationToken cancellationToken);

    /// <summary>Revokes the family of a refresh token; an unknown token is not an error.</summary>
    [Alias("logout")]
    Task LogoutAsync(string refreshToken, CancellationToken cancellationToken);

    /// <summary>The public halves of all keys that may have signed a token still valid, newest first.</summary>
    [Alias("signing-keys")]
    Task<IReadOnlyList<PublicSigningKey>> GetSigningKeysAsync(CancellationToken cancellationToken);
}
