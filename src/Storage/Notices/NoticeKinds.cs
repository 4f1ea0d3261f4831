namespace EmailAgent.Storage.Notices;

/// <summary>The mails that owners of accounts get.</summary>
public static class NoticeKinds
{
    public const string VerifyEmail = "verify_email";
    public const string ResetPassword = "reset_password";

    /// <summary>Somebody tried to register with an address that has an account.</summary>
    public const string AlreadyRegistered = "already_registered";

    public const string PasswordChanged = "password_changed";
    public const string SecondFactorOn = "second_factor_on";
    public const string SecondFactorOff = "second_factor_off";
}
