namespace EmailAgent.Grains.Admin;

/// <summary>An offer to become the first administrator.</summary>
[GenerateSerializer, Immutable, Alias("setup-offer")]
public sealed record SetupOffer([property: Id(0)] DateTimeOffset ExpiresAt);
