namespace EmailAgent.Grains.RateLimits;

/// <summary>The limits of one class of requests.</summary>
internal sealed class ClassLimits
{
    /// <summary>Per user, with any token or key.</summary>
    public int PerUser { get; set; }

    /// <summary>Per API key.</summary>
    public int PerKey { get; set; }

    /// <summary>Per address, without a valid credential.</summary>
    public int PerAddress { get; set; }
}
