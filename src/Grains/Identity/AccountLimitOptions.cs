namespace EmailAgent.Grains.Identity;

/// <summary>How much one user may have; bound from the configuration section <c>Accounts:Limits</c>. What there is already stays.</summary>
public sealed class AccountLimitOptions
{
    /// <summary>Connected mailboxes. Default: 50.</summary>
    public int Mailboxes { get; set; } = 50;

    /// <summary>API keys, those expired included. Default: 50.</summary>
    public int ApiKeys { get; set; } = 50;

    /// <summary>Live lines open at once: WebSockets and streams of server-sent events, in all processes. Default: 50.</summary>
    public int LiveLines { get; set; } = 50;
}
