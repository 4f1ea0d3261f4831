using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Access;

/// <summary>What a caller must be allowed to, to call an endpoint. Every endpoint that is not anonymous has one.</summary>
internal sealed record EndpointPermission(Permission Needed)
{
    public string Name { get; } = PermissionNames.List(Needed).Single();
}
