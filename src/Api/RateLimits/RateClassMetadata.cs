using EmailAgent.Api.Access;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.RateLimits;

/// <summary>The class that an endpoint's requests are counted in; null for an endpoint whose requests are not counted.</summary>
internal sealed record RateClassMetadata(RateClass? Kind)
{
    /// <summary>
    /// Returns the class that the endpoint names; otherwise, where it needs a permission, the one of the method, and for everything else,
    /// also where there is no endpoint, <see cref="RateClass.Open"/>. Null for health alone.
    /// </summary>
    public static RateClass? Of(EndpointMetadataCollection? metadata, string method) =>
        metadata?.GetMetadata<RateClassMetadata>() is { } said ? said.Kind
        : metadata?.GetMetadata<EndpointPermission>() is null ? RateClass.Open
        : HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? RateClass.Read
        : RateClass.Write;
}
