namespace EmailAgent.Grains.Identity;

/// <summary>Accounts and sessions before anybody is known: a stateless worker, key 0.</summary>
[Alias("identity")]
public interface IIdentityGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Creates an account and its first session. Where addresses have to be verified first: has a mail sent, and answers the same for an
    /// address that has an account. Refused with <c>email_taken</c>, <c>validation_failed</c>, <c>registration_closed</c> or <c>invitation_needed</c>.
    /// </summary>
    [Alias("register")]
    Task<Outcome<LoginStep>> RegisterAsync(Registration registration, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a session, or asks for a code of the second factor. Refused with <c>invalid_credentials</c> or <c>too_many_attempts</c>, in the
    /// same time whether the account exists or not.
    /// </summary>
    [Alias("login")]
    Task<Outcome<LoginStep>> LoginAsync(Credentials credentials, CancellationToken cancellationToken);

    /// <summary>Opens a session by the code that was asked for. Refused with <c>invalid_token</c>, <c>wrong_code</c> or <c>too_many_attempts</c>.</summary>
    [Alias("complete-login")]
    Task<Outcome<LoginStep>> CompleteLoginAsync(string challenge, string code, CancellationToken cancellationToken);

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
    [Alias("signing-keys"), Idempotent]
    Task<IReadOnlyList<PublicSigningKey>> GetSigningKeysAsync(CancellationToken cancellationToken);
}
