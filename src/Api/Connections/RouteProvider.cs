using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>The provider that an endpoint is about, where it is mapped once for each provider.</summary>
internal static class RouteProvider
{
    public static KnownProvider Provider(this HttpContext context) => context.GetEndpoint()!.Metadata.GetRequiredMetadata<KnownProvider>();
}
