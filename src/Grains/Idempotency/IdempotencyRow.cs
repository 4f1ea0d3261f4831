namespace EmailAgent.Grains.Idempotency;

/// <summary>A row of <c>idempotency_keys</c>.</summary>
/// <param name="ClaimId">The attempt that has the key.</param>
/// <param name="Answer">The encrypted answer; null until there is one.</param>
internal sealed record IdempotencyRow(Guid OperationId, Guid ClaimId, byte[] RequestHash, byte[]? Answer);
