namespace EmailAgent.Grains.Admin;

/// <summary>How the first administrator is set up; bound from the configuration section <c>Setup</c>.</summary>
public sealed class SetupOptions
{
    /// <summary>SHA-256 of the token in the set-up link, in hexadecimal; empty for no offer.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>How long the link is valid. Default: a day.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);
}
