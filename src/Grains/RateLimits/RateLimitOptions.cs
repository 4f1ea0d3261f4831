namespace EmailAgent.Grains.RateLimits;

/// <summary>The configuration section <c>RateLimits</c>: requests within any <see cref="Window"/>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Default: a minute.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Default: 3,000 for a user, 1,500 for a key, 600 for an address of which nobody has authenticated.</summary>
    public ClassLimits Read { get; set; } = new() { PerUser = 3000, PerKey = 1500, PerAddress = 600 };

    /// <summary>Default: 1,200, 600, 300.</summary>
    public ClassLimits Write { get; set; } = new() { PerUser = 1200, PerKey = 600, PerAddress = 300 };

    /// <summary>Default: 600, 300, 120.</summary>
    public ClassLimits Search { get; set; } = new() { PerUser = 600, PerKey = 300, PerAddress = 120 };

    /// <summary>Default: 60 each.</summary>
    public ClassLimits Auth { get; set; } = new() { PerUser = 60, PerKey = 60, PerAddress = 60 };

    internal ClassLimits For(RateClass kind) => kind switch
    {
        RateClass.Read => Read,
        RateClass.Write => Write,
        RateClass.Search => Search,
        RateClass.Auth => Auth,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
