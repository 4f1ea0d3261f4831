using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Access;

internal static class PermissionConventions
{
    /// <summary>Lets in only callers who have signed in and have this one permission.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization().WithMetadata(new EndpointPermission(permission));
}
