namespace EmailAgent.Grains.Idempotency;

/// <summary>The idempotency keys of a user, exact for all processes; the key of the grain is the user's.</summary>
[Alias("idempotency")]
public interface IIdempotencyGrain : IGrainWithStringKey
{
    /// <summary>Claims a key for a request, unless another request has it.</summary>
    [Alias("claim"), Idempotent]
    Task<IdempotencyClaim> ClaimAsync(IdempotentRequest request, CancellationToken cancellationToken);

    /// <summary>Stores the answer to the request that claimed the key; later requests with it receive the same answer.</summary>
    [Alias("complete"), Idempotent]
    Task CompleteAsync(IdempotentRequest request, StoredAnswer answer, CancellationToken cancellationToken);

    /// <summary>Ends a claim without an answer, so that a repetition is executed.</summary>
    /// <param name="forget">
    /// The attempt had no effect: the key is free for any request, unless an earlier attempt ended in another way. Otherwise it is free for the
    /// same request only.
    /// </param>
    [Alias("release"), Idempotent]
    Task ReleaseAsync(IdempotentRequest request, bool forget, CancellationToken cancellationToken);
}
