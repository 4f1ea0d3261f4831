using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Health;

/// <summary>Health of the parts of the instance.</summary>
/// <param name="Status">The worst of its parts.</param>
[GenerateSerializer, Immutable, Alias("health-report")]
public sealed record HealthReport(
    [property: Id(0), AllowedValues("ok", "degraded", "down")] string Status,
    [property: Id(1)] IReadOnlyList<HealthPart> Parts);

/// <param name="Name"><c>database</c>, <c>mailboxes</c>, <c>pushes</c> or <c>audit_log</c>.</param>
/// <param name="Status"><c>ok</c>, <c>degraded</c> or <c>down</c>.</param>
/// <param name="Detail">One sentence for a person.</param>
[GenerateSerializer, Immutable, Alias("health-part")]
public sealed record HealthPart(
    [property: Id(0)] string Name,
    [property: Id(1), AllowedValues("ok", "degraded", "down")] string Status,
    [property: Id(2)] string Detail);
