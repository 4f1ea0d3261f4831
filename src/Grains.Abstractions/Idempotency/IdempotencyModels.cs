namespace EmailAgent.Grains.Idempotency;

/// <summary>A request with an idempotency key.</summary>
/// <param name="ClaimId">Identifies this attempt, and the operation if it is the first one.</param>
/// <param name="KeyHash">A hash of the credential, the operation and the key.</param>
/// <param name="RequestHash">A hash of everything that a repetition has in common with the request.</param>
/// <param name="Lease">Time after which the attempt has ended, even without a report.</param>
[GenerateSerializer, Immutable, Alias("idempotent-request")]
public sealed record IdempotentRequest(
    [property: Id(0)] Guid ClaimId,
    [property: Id(1)] byte[] KeyHash,
    [property: Id(2)] byte[] RequestHash,
    [property: Id(3)] TimeSpan Lease);

/// <summary>States of an idempotency key, as a request finds it.</summary>
public enum IdempotencyState
{
    /// <summary>The request has the key, and must be executed.</summary>
    Claimed,

    /// <summary>The request was executed before.</summary>
    Answered,

    /// <summary>Another attempt at the request is being executed.</summary>
    InProgress,

    /// <summary>The key belongs to another request.</summary>
    Reused,
}

/// <summary>The result of a claim.</summary>
/// <param name="OperationId">The same for each attempt at a request, also after a crash: an id for what the request creates.</param>
/// <param name="Answer">The answer, if the request was executed before.</param>
[GenerateSerializer, Immutable, Alias("idempotency-claim")]
public sealed record IdempotencyClaim(
    [property: Id(0)] IdempotencyState State,
    [property: Id(1)] Guid OperationId,
    [property: Id(2)] StoredAnswer? Answer);

/// <summary>An answer that repetitions of a request receive.</summary>
[GenerateSerializer, Immutable, Alias("stored-answer")]
public sealed record StoredAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] IReadOnlyDictionary<string, string> Headers,
    [property: Id(2)] byte[] Body);
