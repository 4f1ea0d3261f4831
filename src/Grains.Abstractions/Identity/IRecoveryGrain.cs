namespace EmailAgent.Grains.Identity;

/// <summary>Proofs by access to a mail account: a stateless worker, key 0. No answer reveals whether an account exists.</summary>
[Alias("recovery")]
public interface IRecoveryGrain : IGrainWithIntegerKey
{
    /// <summary>Sends the mail that verifies an address again.</summary>
    [Alias("resend-verification")]
    Task ResendVerificationAsync(string email, CancellationToken cancellationToken);

    /// <summary>Verifies an address by the token of its mail. Refused with <c>invalid_token</c>.</summary>
    [Alias("verify-email")]
    Task<Outcome<Done>> VerifyEmailAsync(string token, CancellationToken cancellationToken);

    /// <summary>Sends a mail whose token allows its reader to choose a new password.</summary>
    [Alias("request-reset")]
    Task RequestResetAsync(string email, CancellationToken cancellationToken);

    /// <summary>
    /// Sets a new password and ends all sessions. Refused with <c>invalid_token</c>, or <c>validation_failed</c>, after which the
    /// token is still valid.
    /// </summary>
    [Alias("reset-password")]
    Task<Outcome<Done>> ResetPasswordAsync(string token, string password, CancellationToken cancellationToken);
}
