namespace EmailAgent.Storage.Notices;

/// <summary>The mails that owners of accounts get, and those who are invited to become one.</summary>
public static class NoticeKinds
{
    public const string VerifyEmail = "verify_email";
    public const string ResetPassword = "reset_password";

    /// <summary>Somebody tried to register with an address that has an account.</summary>
    public const string AlreadyRegistered = "already_registered";

    /// <summary>Somebody is invited to an organization, with or without an account.</summary>
    public const string Invitation = "invitation";

    public const string PasswordChanged = "password_changed";
    public const string SecondFactorOn = "second_factor_on";
    public const string SecondFactorOff = "second_factor_off";

    /// <summary>An administrator removed it.</summary>
    public const string SecondFactorReset = "second_factor_reset";
}
