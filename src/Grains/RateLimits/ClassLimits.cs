namespace EmailAgent.Grains.RateLimits;

/// <summary>The limits of one class of requests.</summary>
public sealed class ClassLimits
{
    /// <summary>All that comes in the user's name, with whatever token or key.</summary>
    public int PerUser { get; set; }

    /// <summary>What comes with one of the user's API keys.</summary>
    public int PerKey { get; set; }

    /// <summary>What comes from one address and is of nobody.</summary>
    public int PerAddress { get; set; }
}
