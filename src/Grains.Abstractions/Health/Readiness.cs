namespace EmailAgent.Grains.Health;

/// <param name="DatabaseConnected">The database answered.</param>
/// <param name="DatabaseWritable">The database took a write.</param>
[GenerateSerializer, Immutable, Alias("readiness")]
public sealed record Readiness(
    [property: Id(0)] bool DatabaseConnected,
    [property: Id(1)] bool DatabaseWritable);
