namespace EmailAgent.Grains.Admin;

/// <summary>Set-up of the first administrator; bound from the configuration section <c>Setup</c>.</summary>
internal sealed class SetupOptions
{
    public const string Section = "Setup";

    /// <summary>SHA-256 of the token in the set-up link, in hexadecimal; empty for no link.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>Time for which the link is valid. Default: a day.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);
}
