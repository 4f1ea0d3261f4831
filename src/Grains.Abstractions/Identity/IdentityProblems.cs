namespace EmailAgent.Grains.Identity;

/// <summary>Refusals of registrations, logins and requests for the caller's own account.</summary>
public static class IdentityProblems
{
    /// <summary>The token from a mail or a login is unknown, expired or used.</summary>
    [Problem(400, "Unknown or used token")]
    public const string InvalidToken = "invalid_token";

    /// <summary>Unknown account or wrong password.</summary>
    [Problem(401, "Invalid credentials")]
    public const string InvalidCredentials = "invalid_credentials";

    /// <summary>The refresh token is unknown, expired, used before or revoked.</summary>
    [Problem(401, "Invalid refresh token")]
    public const string InvalidRefreshToken = "invalid_refresh_token";

    /// <summary>The password is right, but the address must be verified before the first login.</summary>
    [Problem(403, "Address not verified")]
    public const string EmailNotVerified = "email_not_verified";

    /// <summary>The signed-in caller confirmed with a wrong password.</summary>
    [Problem(403, "Wrong password")]
    public const string WrongPassword = "wrong_password";

    /// <summary>The code of the second factor is wrong or used.</summary>
    [Problem(403, "Wrong code")]
    public const string WrongCode = "wrong_code";

    /// <summary>Registration is closed on this installation.</summary>
    [Problem(403, "Registration closed")]
    public const string RegistrationClosed = "registration_closed";

    /// <summary>Only invited users may register here.</summary>
    [Problem(403, "Invitation required")]
    public const string InvitationNeeded = "invitation_needed";

    /// <summary>The account must enrol a second factor before anything else.</summary>
    [Problem(403, "Second factor required")]
    public const string SecondFactorRequired = "second_factor_required";

    /// <summary>The sign-in is too old for this; the caller must confirm it.</summary>
    [Problem(403, "Recent sign-in required")]
    public const string ProofRequired = "proof_required";

    /// <summary>An administrator has disabled the account.</summary>
    [Problem(403, "Account disabled")]
    public const string AccountDisabled = "account_disabled";

    /// <summary>The account exists already.</summary>
    [Problem(409, "E-mail address taken")]
    public const string EmailTaken = "email_taken";

    /// <summary>The second factor is on already.</summary>
    [Problem(409, "Second factor already on")]
    public const string SecondFactorOn = "second_factor_on";

    /// <summary>There is no second factor to confirm or turn off.</summary>
    [Problem(409, "No second factor")]
    public const string SecondFactorOff = "second_factor_off";
}
