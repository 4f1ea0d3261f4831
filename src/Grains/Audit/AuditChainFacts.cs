namespace EmailAgent.Grains.Audit;

/// <summary>Facts recorded about a chain in addition to its rows.</summary>
/// <param name="Head">Its end; null if none is noted.</param>
/// <param name="Anchored">The last row that is anchored; 0 for none.</param>
/// <param name="OldKeysUntil">The last row that can be written with a key before the current one.</param>
internal sealed record AuditChainFacts(Guid ChainId, AuditHead? Head, long Anchored, long OldKeysUntil);
