using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.RateLimits;

internal static class RateLimitConventions
{
    /// <summary>Counts requests in this class instead of the one of their method.</summary>
    public static TBuilder CountsAs<TBuilder>(this TBuilder builder, RateClass kind)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RateClassMetadata(kind));

    /// <summary>Does not count requests: for what load balancers ask every second, and what costs next to nothing.</summary>
    public static TBuilder IsNotCounted<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RateClassMetadata(Kind: null));
}
