using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Access;

/// <summary>The permission that an endpoint requires of its callers. Every endpoint that is not anonymous has one.</summary>
/// <param name="AllConnections">
/// Only callers that see all connections, also future ones, are admitted: an API key that is limited to some is refused.
/// </param>
/// <param name="Enrols">Sessions that must first enrol a second factor are admitted, too.</param>
internal sealed record EndpointPermission(Permission Needed, bool AllConnections = false, bool Enrols = false)
{
    public string Name { get; } = PermissionNames.List(Needed).Single();
}
