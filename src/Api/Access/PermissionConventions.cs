using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Access;

internal static class PermissionConventions
{
    /// <summary>Lets in only callers who have signed in and have this one permission.</summary>
    /// <param name="allConnections">And see all connections.</param>
    /// <param name="enrols">Also sessions that must enrol a second factor before anything else.</param>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, Permission permission, bool allConnections = false, bool enrols = false)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization().WithMetadata(new EndpointPermission(permission, allConnections, enrols));
}
