namespace EmailAgent.Storage.Audit;

/// <summary>What is noted of a chain beside its rows.</summary>
/// <param name="Head">Its end; null when none is noted.</param>
/// <param name="Anchored">The last row that is anchored; 0 for none.</param>
/// <param name="OldKeysUntil">The last row that may be written with a key before the current one.</param>
internal sealed record AuditChainFacts(Guid ChainId, AuditHead? Head, long Anchored, long OldKeysUntil);
