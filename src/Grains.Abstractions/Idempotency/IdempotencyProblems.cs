namespace EmailAgent.Grains.Idempotency;

/// <summary>Codes of refusals of idempotency keys.</summary>
public static class IdempotencyProblems
{
    /// <summary>A request with the same idempotency key is still being executed; retry after <c>Retry-After</c>.</summary>
    [Problem(409, "Request in progress")]
    public const string InProgress = "request_in_progress";

    /// <summary>The idempotency key was used for another request.</summary>
    [Problem(422, "Idempotency key reused")]
    public const string KeyReused = "idempotency_key_reused";
}
