using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Idempotency;

namespace EmailAgent.Api.Idempotency;

internal static class IdempotencyConventions
{
    /// <summary>
    /// Answers a repetition with the same Idempotency-Key as the first request, without executing it again. For endpoints that need a permission and
    /// answer briefly. A handler that takes an <see cref="IdempotentOperation"/> has the same id in each attempt.
    /// </summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new IdempotencyMetadata()).Refuses(ApiProblemCodes.MalformedRequest, IdempotencyProblems.InProgress, IdempotencyProblems.KeyReused);
}
