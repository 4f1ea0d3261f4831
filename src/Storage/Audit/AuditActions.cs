namespace EmailAgent.Storage.Audit;

/// <summary>The names of audited actions: <c>feature.action</c>, stable, since people search for them.</summary>
public static class AuditActions
{
    public const string Register = "auth.register";

    public const string Login = "auth.login";

    /// <summary>Another issuer's login leads to the account that has its proven address.</summary>
    public const string LinkLogin = "auth.link";

    /// <summary>As <see cref="LinkLogin"/>, to an account whose address nobody had proven: what opened it until then has ended.</summary>
    public const string TakeOver = "auth.take_over";

    /// <summary>A refresh token came a second time: the session was ended.</summary>
    public const string RefreshReuse = "auth.refresh_reuse";

    /// <summary>Access tokens that were not good. Like all refusals by the front door: the first at once, those after it counted, once a minute.</summary>
    public const string RefuseToken = "auth.refuse_token";

    /// <summary>The owner ended a session, or all.</summary>
    public const string Logout = "auth.logout";

    public const string ChangePassword = "auth.change_password";

    /// <summary>By a token that was mailed.</summary>
    public const string ResetPassword = "auth.reset_password";

    public const string VerifyEmail = "auth.verify_email";

    public const string SecondFactorOn = "auth.second_factor_on";

    public const string SecondFactorOff = "auth.second_factor_off";

    /// <summary>An administrator removed it, since the owner had lost it.</summary>
    public const string ResetSecondFactor = "auth.reset_second_factor";

    public const string RecoveryCodes = "auth.recovery_codes";

    /// <summary>The owner deleted the account.</summary>
    public const string EraseAccount = "account.erase";

    public const string CreateApiKey = "api_key.create";

    /// <summary>Renamed or narrowed.</summary>
    public const string ChangeApiKey = "api_key.change";

    public const string RevokeApiKey = "api_key.revoke";

    /// <summary>API keys that were not good, or not from where they came.</summary>
    public const string RefuseApiKey = "api_key.refuse";

    /// <summary>A known caller asked for what it may not.</summary>
    public const string RefuseAccess = "access.refuse";

    public const string LimitRate = "rate_limit.exceed";

    public const string Connect = "connection.connect";

    public const string Disconnect = "connection.disconnect";

    /// <summary>A connection's password or name was changed.</summary>
    public const string ChangeConnection = "connection.change";

    /// <summary>A sign-in with a provider came back.</summary>
    public const string ProviderSignIn = "connection.sign_in";

    /// <summary>Messages were deleted for good.</summary>
    public const string DeleteMail = "mail.delete";

    /// <summary>Somebody with whom the mailbox is shared marked, labelled or moved messages.</summary>
    public const string ChangeMail = "mail.change";

    /// <summary>A label or folder was created in a mailbox.</summary>
    public const string CreateLabel = "label.create";

    public const string RenameLabel = "label.rename";

    /// <summary>A label or folder was deleted, and what was in a folder was moved to the trash.</summary>
    public const string DeleteLabel = "label.delete";

    /// <summary>A mailbox was shared into an organization, or who may what there was changed.</summary>
    public const string ShareConnection = "connection.share";

    public const string WithdrawShare = "connection.withdraw_share";

    /// <summary>A user's origins were taken out of the log.</summary>
    public const string EraseOrigins = "audit.erase";

    /// <summary>A day's origins were taken out of the log, because they were old.</summary>
    public const string ExpireOrigins = "audit.expire";

    /// <summary>The set-up link was used: the first administrator.</summary>
    public const string ClaimSetup = "setup.claim";

    public const string DisableUser = "user.disable";

    public const string EnableUser = "user.enable";

    public const string ChangeRole = "user.role";

    /// <summary>An administrator ended somebody's session.</summary>
    public const string EndSession = "user.end_session";

    /// <summary>An administrator looked at something.</summary>
    public const string AdminRead = "admin.read";

    public const string CreateOrganization = "organization.create";

    public const string ChangeOrganization = "organization.change";

    public const string DeleteOrganization = "organization.delete";

    public const string ChangeMember = "organization.change_member";

    public const string RemoveMember = "organization.remove_member";

    public const string Invite = "organization.invite";

    public const string WithdrawInvitation = "organization.withdraw_invitation";

    public const string AcceptInvitation = "organization.accept_invitation";
}
