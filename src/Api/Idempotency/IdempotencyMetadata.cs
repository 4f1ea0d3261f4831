namespace EmailAgent.Api.Idempotency;

/// <summary>Marks an endpoint that honours Idempotency-Key.</summary>
internal sealed record IdempotencyMetadata;
