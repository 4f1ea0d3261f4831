using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Access;

/// <summary>What a caller must be allowed to, to call an endpoint. Every endpoint that is not anonymous has one.</summary>
/// <param name="AllConnections">Only for callers who see all connections, also those to come: an API key that is bound to some is refused.</param>
/// <param name="Enrols">Also for sessions that must enrol a second factor before anything else.</param>
internal sealed record EndpointPermission(Permission Needed, bool AllConnections = false, bool Enrols = false)
{
    public string Name { get; } = PermissionNames.List(Needed).Single();
}
