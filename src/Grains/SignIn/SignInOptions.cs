namespace EmailAgent.Grains.SignIn;

/// <summary>Sign-in with providers; bound from the configuration section <c>OAuth</c>.</summary>
internal sealed class SignInOptions
{
    public const string Section = "OAuth";

    /// <summary>
    /// Addresses to which providers may return users; compared exactly (RFC 9700, section 2.1). Default: none, which disables sign-in
    /// through providers.
    /// </summary>
    public IList<string> RedirectUris { get; } = [];

    /// <summary>Longest time that a user may take at the provider. Default: 10 min.</summary>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(10);
}
