namespace EmailAgent.Grains.Identity;

/// <summary>Limits per user; bound from the configuration section <c>Accounts:Limits</c>. Lowering a limit removes nothing.</summary>
internal sealed class AccountLimitOptions
{
    public const string Section = "Accounts:Limits";

    /// <summary>Connected mailboxes. Default: 50.</summary>
    public int Mailboxes { get; set; } = 50;

    /// <summary>API keys, including expired ones. Default: 50.</summary>
    public int ApiKeys { get; set; } = 50;

    /// <summary>Live connections open at once: WebSockets and streams of server-sent events, in all processes. Default: 50.</summary>
    public int LiveLines { get; set; } = 50;
}
