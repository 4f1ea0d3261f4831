namespace EmailAgent.Grains.RateLimits;

/// <summary>Requests allowed within any <see cref="Window"/>; bound from the configuration section <c>RateLimits</c>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>The period in which requests are counted. Default: a minute.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Requests that read.</summary>
    public ClassLimits Read { get; set; } = new() { PerUser = 3000, PerKey = 1500, PerAddress = 600 };

    /// <summary>Requests that change something.</summary>
    public ClassLimits Write { get; set; } = new() { PerUser = 1200, PerKey = 600, PerAddress = 300 };

    /// <summary>Searches.</summary>
    public ClassLimits Search { get; set; } = new() { PerUser = 600, PerKey = 300, PerAddress = 120 };

    /// <summary>Requests that grant access, such as registering and logging in.</summary>
    public ClassLimits Auth { get; set; } = new() { PerUser = 60, PerKey = 60, PerAddress = 60 };

    /// <summary>Requests that require no permission: documents, public keys, and unknown paths.</summary>
    public ClassLimits Open { get; set; } = new() { PerUser = 1200, PerKey = 600, PerAddress = 600 };

    /// <summary>Pushes of providers, which come from few addresses for all mailboxes; one beyond the limit is delivered again.</summary>
    public ClassLimits Push { get; set; } = new() { PerUser = 12_000, PerKey = 12_000, PerAddress = 12_000 };

    /// <summary>Requests that contact servers that the caller names: connecting a mailbox, and the discovery of mail servers.</summary>
    public ClassLimits Lookup { get; set; } = new() { PerUser = 60, PerKey = 60, PerAddress = 60 };

    internal ClassLimits For(RateClass kind) => kind switch
    {
        RateClass.Read => Read,
        RateClass.Write => Write,
        RateClass.Search => Search,
        RateClass.Auth => Auth,
        RateClass.Open => Open,
        RateClass.Push => Push,
        RateClass.Lookup => Lookup,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
