namespace EmailAgent.Grains.Admin;

/// <summary>The audited actions of administrators.</summary>
internal static class AdminActions
{
    /// <summary>The first administrator was set up with the set-up link.</summary>
    public const string ClaimSetup = "setup.claim";

    public const string DisableUser = "user.disable";

    public const string EnableUser = "user.enable";

    public const string ChangeRole = "user.role";

    /// <summary>An administrator ended a session of another user.</summary>
    public const string EndSession = "user.end_session";

    /// <summary>An administrator removed a second factor that its owner had lost.</summary>
    public const string ResetSecondFactor = "auth.reset_second_factor";
}
