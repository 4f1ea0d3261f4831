namespace EmailAgent.Grains.Health;

/// <summary>The state of the instance as its database shows it.</summary>
/// <param name="Schema">The newest migration applied.</param>
/// <param name="Troubled">Connections that fail or wait for their owner.</param>
/// <param name="OldestPush">Arrival of the oldest notification that no sync has covered yet.</param>
/// <param name="LastAnchor">The last day (UTC) whose end was anchored in the audit log.</param>
internal sealed record HealthFacts(string Schema, long Connections, long Troubled, DateTime? OldestPush, DateOnly? LastAnchor);
