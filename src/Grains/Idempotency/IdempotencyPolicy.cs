namespace EmailAgent.Grains.Idempotency;

/// <summary>Decisions on idempotency keys.</summary>
internal static class IdempotencyPolicy
{
    /// <summary>The time for which a key and its answer are kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Judges a request by the row of its key after the attempt to claim it.</summary>
    public static IdempotencyState Judge(IdempotencyRow row, IdempotentRequest request) =>
        !row.RequestHash.AsSpan().SequenceEqual(request.RequestHash) ? IdempotencyState.Reused
        : row.Answer is not null ? IdempotencyState.Answered
        : row.ClaimId == request.ClaimId ? IdempotencyState.Claimed
        : IdempotencyState.InProgress;
}
