namespace EmailAgent.Grains.Access;

/// <summary>What a caller sees: whose mail and events, and of which connections. Made from the authenticated caller, never from input.</summary>
/// <param name="ConnectionIds">Null for all, also those to come. For a caller that sees only some, the others are not there.</param>
[GenerateSerializer, Immutable, Alias("visibility")]
public sealed record Visibility(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] IReadOnlyList<Guid>? ConnectionIds)
{
    public bool Includes(Guid connectionId) => ConnectionIds?.Contains(connectionId) ?? true;
}
