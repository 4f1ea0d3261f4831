namespace EmailAgent.Grains.Notices;

/// <summary>The kinds of mails to account owners and invited users.</summary>
internal static class NoticeKinds
{
    public const string VerifyEmail = "verify_email";
    public const string ResetPassword = "reset_password";

    /// <summary>A registration with an address that has an account.</summary>
    public const string AlreadyRegistered = "already_registered";

    /// <summary>An invitation to an organization, with or without an account.</summary>
    public const string Invitation = "invitation";

    public const string PasswordChanged = "password_changed";
    public const string SecondFactorOn = "second_factor_on";
    public const string SecondFactorOff = "second_factor_off";

    /// <summary>An administrator removed it.</summary>
    public const string SecondFactorReset = "second_factor_reset";

    /// <summary>The product disabled a webhook of the owner.</summary>
    public const string WebhookDisabled = "webhook_disabled";
}
