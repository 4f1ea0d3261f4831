namespace EmailAgent.Storage.Health;

/// <summary>What the database tells of how the instance does.</summary>
/// <param name="Schema">The newest migration applied.</param>
/// <param name="Troubled">Connections that fail or wait for their owner.</param>
/// <param name="OldestPush">When the oldest notification came that no look at a mailbox has covered yet.</param>
/// <param name="LastAnchor">The last day (UTC) whose end was anchored in the audit log.</param>
public sealed record HealthFacts(string Schema, long Connections, long Troubled, DateTime? OldestPush, DateOnly? LastAnchor);
