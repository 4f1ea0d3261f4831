namespace EmailAgent.Grains.Identity;

/// <summary>The audited actions of accounts and sign-ins.</summary>
internal static class IdentityActions
{
    public const string Register = "auth.register";

    public const string Login = "auth.login";

    /// <summary>Another issuer's login leads to the account that has its proven address.</summary>
    public const string LinkLogin = "auth.link";

    /// <summary>As <see cref="LinkLogin"/>, to an account whose address was not proven: its password, sessions and keys end.</summary>
    public const string TakeOver = "auth.take_over";

    /// <summary>A refresh token came a second time: the session was ended.</summary>
    public const string RefreshReuse = "auth.refresh_reuse";

    /// <summary>The owner ended a session, or all.</summary>
    public const string Logout = "auth.logout";

    public const string ChangePassword = "auth.change_password";

    /// <summary>By a token that was mailed.</summary>
    public const string ResetPassword = "auth.reset_password";

    public const string VerifyEmail = "auth.verify_email";

    public const string SecondFactorOn = "auth.second_factor_on";

    public const string SecondFactorOff = "auth.second_factor_off";

    public const string RecoveryCodes = "auth.recovery_codes";

    /// <summary>The owner deleted the account.</summary>
    public const string EraseAccount = "account.erase";
}
