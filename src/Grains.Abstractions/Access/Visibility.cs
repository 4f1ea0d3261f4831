namespace EmailAgent.Grains.Access;

/// <summary>Mail and events that a caller can see, by user and connection. Made from the authenticated caller, never from input.</summary>
/// <param name="ConnectionIds">Null for all, including future ones. Other connections do not exist for a caller that sees only some.</param>
[GenerateSerializer, Immutable, Alias("visibility")]
public sealed record Visibility(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] IReadOnlyList<Guid>? ConnectionIds)
{
    /// <summary>Returns what a user sees of their own: all connections, also those to come.</summary>
    public static Visibility OfAll(Guid userId) => new(userId, null);

    public bool Includes(Guid connectionId) => ConnectionIds?.Contains(connectionId) ?? true;
}
