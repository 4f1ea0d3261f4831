namespace EmailAgent.Architecture.Tests;

/// <param name="Name">The project's name.</param>
/// <param name="Condition">When it applies; null for always.</param>
internal sealed record ProjectReference(string Name, string? Condition);
