namespace EmailAgent.Grains.Identity;

/// <summary>What opens the doors of one account; the key is the user id. What asks for proof is refused with <c>too_many_attempts</c> when that was wrong too often.</summary>
[Alias("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>The open sessions, the last used first.</summary>
    [Alias("sessions"), Idempotent]
    Task<IReadOnlyList<SessionInfo>> ListSessionsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Shows again who is using a session, by the password where there is one and a code where there is a second factor; for a while, it may
    /// then do what asks for a fresh proof. Refused with <c>wrong_password</c>, <c>wrong_code</c> or <c>validation_failed</c>.
    /// </summary>
    [Alias("confirm")]
    Task<Outcome<Done>> ConfirmAsync(Confirmation proof, CancellationToken cancellationToken);

    /// <summary>Ends one session. Refused with <c>not_found</c> when it is not open, or somebody else's; with <c>proof_required</c> when it is not the caller's own.</summary>
    /// <param name="sessionId">Which.</param>
    /// <param name="callerSession">The caller's own; null for one that has none of ours.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("end-session")]
    Task<Outcome<Done>> EndSessionAsync(string sessionId, Guid? callerSession, CancellationToken cancellationToken);

    /// <summary>Ends all sessions, the caller's too. Refused with <c>proof_required</c>.</summary>
    /// <param name="callerSession">The caller's own; null for one that has none of ours.</param>
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

    /// <summary>Logins need no code any more. Refused with <c>wrong_password</c>, <c>wrong_code</c> or <c>second_factor_off</c>.</summary>
    [Alias("remove-second-factor")]
    Task<Outcome<Done>> RemoveSecondFactorAsync(Confirmation proof, CancellationToken cancellationToken);

    /// <summary>Replaces the recovery codes. Refused as <see cref="RemoveSecondFactorAsync"/>.</summary>
    [Alias("renew-recovery-codes")]
    Task<Outcome<RecoveryCodeList>> RenewRecoveryCodesAsync(Confirmation proof, CancellationToken cancellationToken);

    /// <summary>
    /// Closes the account for good, and begins to erase all that it owns. Asks for the password where there is one, and for a code where
    /// there is a second factor. Refused with <c>wrong_password</c>, <c>wrong_code</c>, <c>validation_failed</c> or <c>last_admin</c>.
    /// </summary>
    [Alias("erase")]
    Task<Outcome<Done>> EraseAsync(Confirmation proof, CancellationToken cancellationToken);
}
