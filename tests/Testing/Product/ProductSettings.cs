namespace EmailAgent.Testing;

/// <summary>Configuration for tests and measurements that are about something else.</summary>
public static class ProductSettings
{
    /// <summary>Mail servers on this machine, which all peers of the tests are, and no lookups beyond it.</summary>
    public static readonly IReadOnlyDictionary<string, string?> LocalServers = new Dictionary<string, string?>
    {
        ["Egress:Allow:0"] = "127.0.0.0/8",
        ["Discovery:Lookups"] = "false",
    };

    /// <summary>Limits that nothing here reaches, for hosts that one machine calls in the name of many users.</summary>
    public static readonly IReadOnlyDictionary<string, string?> NoRateLimits = (
        from kind in new[] { "Read", "Write", "Search", "Auth", "Open", "Push", "Lookup" }
        from subject in new[] { "PerUser", "PerKey", "PerAddress" }
        select $"RateLimits:{kind}:{subject}").ToDictionary(key => key, _ => (string?)"1000000000");
}
