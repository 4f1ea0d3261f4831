namespace EmailAgent.Grains.RateLimits;

/// <summary>The limits of one class of requests.</summary>
public sealed class ClassLimits
{
    /// <summary>Those in one user's name, with whatever token or key.</summary>
    public int PerUser { get; set; }

    /// <summary>Those with one API key.</summary>
    public int PerKey { get; set; }

    /// <summary>Those from one address without a valid credential.</summary>
    public int PerAddress { get; set; }
}
