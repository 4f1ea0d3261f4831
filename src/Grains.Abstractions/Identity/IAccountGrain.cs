namespace EmailAgent.Grains.Identity;

/// <summary>
/// Credentials of one account; the key is the user id. Methods that require proof are refused with <c>too_many_attempts</c> after too
/// many wrong ones.
/// </summary>
[Alias("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Lists the open sessions, the last used first.</summary>
    [Alias("sessions"), Idempotent]
    Task<IReadOnlyList<SessionAnswer>> ListSessionsAsync(Guid? callerSession, CancellationToken cancellationToken);

    /// <summary>
    /// Confirms the user of a session, by the password if there is one and a code if there is a second factor. For a while, the
    /// session can then do what requires a recent sign-in. Refused with <c>wrong_password</c>, <c>wrong_code</c> or
    /// <c>validation_failed</c>.
    /// </summary>
    [Alias("confirm")]
    Task<Outcome<Done>> ConfirmAsync(Confirmation proof, CancellationToken cancellationToken);

    /// <summary>
    /// Ends one session. Refused with <c>not_found</c> if it is not open or belongs to another user; with <c>proof_required</c> if it
    /// is not the caller's own.
    /// </summary>
    /// <param name="sessionId">Which.</param>
    /// <param name="callerSession">The caller's session; null for a caller without a session of this instance.</param>
    [Alias("end-session")]
    Task<Outcome<Done>> EndSessionAsync(string sessionId, Guid? callerSession, CancellationToken cancellationToken);

    /// <summary>Ends all sessions, the caller's too. Refused with <c>proof_required</c>.</summary>
    /// <param name="callerSession">The caller's session; null for a caller without a session of this instance.</param>
    /// <param name="revokeKeys">Whether all API keys are revoked, too.</param>
    /// <param name="cancellationToken">Cancels the call; what has been ended stays ended.</param>
    [Alias("end-all")]
    Task<Outcome<Done>> EndSessionsAsync(Guid? callerSession, bool revokeKeys, CancellationToken cancellationToken);

    /// <summary>Replaces the password and ends all other sessions. Refused with <c>wrong_password</c> or <c>validation_failed</c>.</summary>
    [Alias("change-password")]
    Task<Outcome<Done>> ChangePasswordAsync(Confirmation proof, string newPassword, CancellationToken cancellationToken);

    [Alias("second-factor"), Idempotent]
    Task<SecondFactorState> GetSecondFactorAsync(CancellationToken cancellationToken);

    /// <summary>Makes a secret for an authenticator, which has to be confirmed. Refused with <c>wrong_password</c> or <c>second_factor_on</c>.</summary>
    [Alias("propose-second-factor")]
    Task<Outcome<SecondFactorSecret>> ProposeSecondFactorAsync(Confirmation proof, CancellationToken cancellationToken);

    /// <summary>Logins need a code from now on. Refused with <c>wrong_code</c>, <c>second_factor_on</c> or <c>second_factor_off</c>.</summary>
    [Alias("confirm-second-factor")]
    Task<Outcome<RecoveryCodeList>> ConfirmSecondFactorAsync(string code, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the second factor, so that logins no longer need a code. Refused with <c>wrong_password</c>, <c>wrong_code</c> or
    /// <c>second_factor_off</c>.
    /// </summary>
    [Alias("remove-second-factor")]
    Task<Outcome<Done>> RemoveSecondFactorAsync(Confirmation proof, CancellationToken cancellationToken);

    /// <summary>Replaces the recovery codes. Refused as <see cref="RemoveSecondFactorAsync"/>.</summary>
    [Alias("renew-recovery-codes")]
    Task<Outcome<RecoveryCodeList>> RenewRecoveryCodesAsync(Confirmation proof, CancellationToken cancellationToken);

    /// <summary>
    /// Closes the account permanently, and begins to erase all that it owns. Requires the password if there is one, and a code if
    /// there is a second factor. Refused with <c>wrong_password</c>, <c>wrong_code</c>, <c>validation_failed</c> or
    /// <c>last_admin</c>.
    /// </summary>
    [Alias("erase")]
    Task<Outcome<Done>> EraseAsync(Confirmation proof, CancellationToken cancellationToken);
}
