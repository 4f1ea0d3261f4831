namespace EmailAgent.Grains.Identity;

/// <summary>What somebody can prove by reading a mail: a stateless worker, key 0. Nothing here tells whether an account exists.</summary>
[Alias("recovery")]
public interface IRecoveryGrain : IGrainWithIntegerKey
{
    /// <summary>Has the mail sent again that verifies an address.</summary>
    [Alias("resend-verification")]
    Task ResendVerificationAsync(string email, CancellationToken cancellationToken);

    /// <summary>The address is its owner's. Refused with <c>invalid_token</c>.</summary>
    [Alias("verify-email")]
    Task<Outcome<Done>> VerifyEmailAsync(string token, CancellationToken cancellationToken);

    /// <summary>Has a mail sent that lets its reader choose a new password.</summary>
    [Alias("request-reset")]
    Task RequestResetAsync(string email, CancellationToken cancellationToken);

    /// <summary>Sets a new password and ends all sessions. Refused with <c>invalid_token</c>, or <c>validation_failed</c>, after which the token is still good.</summary>
    [Alias("reset-password")]
    Task<Outcome<Done>> ResetPasswordAsync(string token, string password, CancellationToken cancellationToken);
}
