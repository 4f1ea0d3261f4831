using EmailAgent.Api.Access;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.RateLimits;

/// <summary>The class that an endpoint's requests are counted in.</summary>
internal sealed record RateClassMetadata(RateClass Kind)
{
    /// <summary>
    /// As the endpoint says; otherwise, where it needs a permission, by the method. Null for what is not counted: health, documents, and
    /// pushes of providers.
    /// </summary>
    public static RateClass? Of(EndpointMetadataCollection? metadata, string method) =>
        metadata?.GetMetadata<RateClassMetadata>() is { } said ? said.Kind
        : metadata?.GetMetadata<EndpointPermission>() is null ? null
        : HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? RateClass.Read
        : RateClass.Write;
}
