namespace EmailAgent.Api.Idempotency;

/// <summary>
/// The operation of a request, as a handler's parameter. The id is the same for each attempt at a request with an Idempotency-Key, also after a
/// crash between the effect and the answer: a handler that uses it as the id of what it creates finds what an earlier attempt has created.
/// </summary>
internal sealed record IdempotentOperation(Guid Id)
{
    public static ValueTask<IdempotentOperation> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<IdempotentOperation>() ?? new IdempotentOperation(Guid.CreateVersion7()));
}
