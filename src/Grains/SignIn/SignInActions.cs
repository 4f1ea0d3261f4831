namespace EmailAgent.Grains.SignIn;

/// <summary>The audited actions of sign-ins with providers.</summary>
internal static class SignInActions
{
    /// <summary>A user returned from a sign-in with a provider.</summary>
    public const string SignIn = "connection.sign_in";
}
