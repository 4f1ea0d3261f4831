namespace EmailAgent.Grains.Identity;

/// <summary>Registration, login and sessions before the user is authenticated: a stateless worker, key 0.</summary>
[Alias("identity")]
public interface IIdentityGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Creates an account and its first session. If addresses have to be verified first, sends a mail instead, and answers the same
    /// for an address that has an account. Refused with <c>email_taken</c>, <c>validation_failed</c>, <c>registration_closed</c> or
    /// <c>invitation_needed</c>.
    /// </summary>
    [Alias("register")]
    Task<Outcome<LoginStep>> RegisterAsync(RegisterRequest registration, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a session, or requests a code of the second factor. Refused with <c>invalid_credentials</c> or <c>too_many_attempts</c>,
    /// in the same time whether or not the account exists.
    /// </summary>
    [Alias("login")]
    Task<Outcome<LoginStep>> LoginAsync(LoginRequest credentials, CancellationToken cancellationToken);

    /// <summary>Opens a session by the requested code. Refused with <c>invalid_token</c>, <c>wrong_code</c> or <c>too_many_attempts</c>.</summary>
    [Alias("complete-login")]
    Task<Outcome<LoginStep>> CompleteLoginAsync(string challenge, string code, CancellationToken cancellationToken);

    /// <summary>
    /// Exchanges a refresh token for a new pair. A token used twice revokes its whole family, except that a client can repeat its last exchange once
    /// within 30 seconds, and receives the same refresh token.
    /// </summary>
    [Alias("refresh"), Idempotent]
    Task<Outcome<Session>> RefreshAsync(string refreshToken, CancellationToken cancellationToken);

    /// <summary>
    /// Maps an external login to a local user: creates the user at the first login, and updates it when the issuer's data changes.
    /// Refused with <c>not_found</c> if the user was deleted.
    /// </summary>
    [Alias("sign-in-externally")]
    Task<Outcome<UserProfile>> SignInExternallyAsync(ExternalLogin login, CancellationToken cancellationToken);

    /// <summary>Revokes the family of a refresh token; an unknown token is not an error.</summary>
    [Alias("logout")]
    Task LogoutAsync(string refreshToken, CancellationToken cancellationToken);

    /// <summary>Returns the public halves of all keys that can have signed a token that is still valid, newest first.</summary>
    [Alias("signing-keys"), Idempotent]
    Task<IReadOnlyList<PublicSigningKey>> GetSigningKeysAsync(CancellationToken cancellationToken);
}
