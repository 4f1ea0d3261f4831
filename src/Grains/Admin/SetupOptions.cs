namespace EmailAgent.Grains.Admin;

/// <summary>Configuration section <c>Setup</c>: whether this start offers somebody to become the first administrator.</summary>
public sealed class SetupOptions
{
    /// <summary>SHA-256 of the token in the set-up link, in hexadecimal; empty for no offer.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>How long the link is valid. Default: a day.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);
}
