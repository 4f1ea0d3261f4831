namespace EmailAgent.Grains.Health;

/// <param name="DatabaseConnected">The database answered.</param>
[GenerateSerializer, Immutable, Alias("readiness")]
public sealed record Readiness([property: Id(0)] bool DatabaseConnected);
