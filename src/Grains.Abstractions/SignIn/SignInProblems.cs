namespace EmailAgent.Grains.SignIn;

/// <summary>Refusals of sign-ins at mail providers.</summary>
public static class SignInProblems
{
    /// <summary>The state of a sign-in is unknown, used, expired or another user's.</summary>
    [Problem(400, "Unknown or used sign-in")]
    public const string InvalidState = "invalid_state";

    /// <summary>This installation is not a client of the provider's sign-in service.</summary>
    [Problem(422, "Provider not configured")]
    public const string ProviderNotConfigured = "provider_not_configured";

    /// <summary>The provider did not accept the sign-in, or its answer lacked something required.</summary>
    [Problem(422, "Sign-in refused by the provider")]
    public const string SignInRefused = "sign_in_refused";

    /// <summary>The user did not grant access to the mail.</summary>
    [Problem(422, "No access to mail granted")]
    public const string MissingScope = "missing_scope";
}
