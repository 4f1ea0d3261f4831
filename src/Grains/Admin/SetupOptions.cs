namespace EmailAgent.Grains.Admin;

/// <summary>Set-up of the first administrator; bound from the configuration section <c>Setup</c>.</summary>
public sealed class SetupOptions
{
    /// <summary>SHA-256 of the token in the set-up link, in hexadecimal; empty for no link.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>How long the link is valid. Default: a day.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);
}
