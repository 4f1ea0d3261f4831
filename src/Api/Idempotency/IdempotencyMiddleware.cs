using EmailAgent.Api.Answers;
using EmailAgent.Api.Http;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Idempotency;

namespace EmailAgent.Api.Idempotency;

/// <summary>
/// A middleware that executes a request with an Idempotency-Key once, and answers its repetitions with the stored answer. A repetition that
/// arrives meanwhile waits for <c>Idempotency:Wait</c> (default: 10 s). The answer is stored before it is sent, also for a client that has left. A
/// refusal is not stored, since it had no effect. After a failure, whose effect is unknown, only the same request is executed, as the same
/// operation, even if one of its attempts is then refused.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IClusterClient cluster, IConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    // A request that has timed out can still store its answer.
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(20);

    private static readonly ProblemAnswer Malformed = new(Refusal.From(
        ApiProblemCodes.MalformedRequest, $"{IdempotencyKey.Header} must be one value of 1 to {IdempotencyKey.MaxLength} printable ASCII characters."));

    private static readonly ProblemAnswer Reused = new(Refusal.From(
        IdempotencyProblems.KeyReused, $"The {IdempotencyKey.Header} was used for another request; send a new one."));

    private static readonly ProblemAnswer InProgress = new(
        Refusal.From(IdempotencyProblems.InProgress, $"A request with this {IdempotencyKey.Header} is still being executed; retry it.") with { RetryAfter = 1 });

    private readonly TimeSpan _wait = configuration.GetValue("Idempotency:Wait", DefaultWait);
    private readonly TimeSpan _lease = TimeLimitMiddleware.Read(configuration) + LeaseMargin;

    public async Task InvokeAsync(HttpContext context)
    {
        var keys = context.Request.Headers[IdempotencyKey.Header];
        if (keys.Count == 0 || context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<IdempotencyMetadata>() is null)
        {
            await next(context);
            return;
        }

        if (!IdempotencyKey.IsValid(keys))
        {
            await Malformed.ExecuteAsync(context);
            return;
        }

        using var body = new PooledBuffer();
        await body.ReadFromAsync(context.Request.Body, context.RequestAborted);
        context.Request.Body = PacedWriting.Open(body.WrittenMemory);
        await AnswerAsync(context, Describe(context.Request, endpoint, keys.ToString(), body.Written));
    }

    private static Caller CallerOf(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("An idempotent endpoint must need a permission.");

    private IdempotentRequest Describe(HttpRequest request, RouteEndpoint endpoint, string key, ReadOnlySpan<byte> body) => new(
        Guid.CreateVersion7(),
        IdempotencyKey.HashKey(CallerOf(request.HttpContext).KeyId, request.Method, endpoint.RoutePattern.RawText ?? "", key),
        IdempotencyKey.HashRequest(key, request.Path, request.QueryString.ToString(), body),
        _lease);

    private async Task AnswerAsync(HttpContext context, IdempotentRequest request)
    {
        var grain = cluster.GetGrain<IIdempotencyGrain>(CallerOf(context).Key);
        var claim = await ClaimAsync(grain, request, context.RequestAborted);
        await (claim switch
        {
            { State: IdempotencyState.Claimed } => ExecuteAsync(context, grain, request, claim.OperationId),
            { State: IdempotencyState.Answered, Answer: { } answer } => AnswerCapture.ReplayAsync(context, answer),
            { State: IdempotencyState.Reused } => Reused.ExecuteAsync(context),
            _ => InProgress.ExecuteAsync(context),
        });
    }

    private async Task<IdempotencyClaim> ClaimAsync(IIdempotencyGrain grain, IdempotentRequest request, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            // Not interrupted: the key would belong to an attempt that nothing executes.
            var claim = await grain.ClaimAsync(request, CancellationToken.None);
            if (claim.State != IdempotencyState.InProgress || time.GetElapsedTime(start) >= _wait)
                return claim;
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task ExecuteAsync(HttpContext context, IIdempotencyGrain grain, IdempotentRequest request, Guid operationId)
    {
        context.Features.Set(new IdempotentOperation(operationId));
        var (isSettled, isRefused) = (false, false);
        try
        {
            using var capture = new AnswerCapture(context);
            await HandleAsync(context);
            var answer = await capture.CompleteAsync();
            await SettleAsync(grain, request, answer);
            isSettled = true;
            await AnswerCapture.SendAsync(context, answer);
        }
        catch (RefusedException)
        {
            isRefused = true;
            throw;
        }
        finally
        {
            if (!isSettled)
                await grain.ReleaseAsync(request, forget: isRefused, CancellationToken.None);
        }
    }

    // A client that leaves repeats its request: what it began is completed, so that the repetition has an answer to receive.
    private async Task HandleAsync(HttpContext context)
    {
        var aborted = context.RequestAborted;
        context.RequestAborted = context.Features.Get<TimeLimit>()?.Reached ?? CancellationToken.None;
        try
        {
            await next(context);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }

    // The client can be gone; what happened is stored nevertheless.
    private static Task SettleAsync(IIdempotencyGrain grain, IdempotentRequest request, StoredAnswer answer) =>
        answer.Status is >= 200 and < 300 ? grain.CompleteAsync(request, answer, CancellationToken.None)
        : grain.ReleaseAsync(request, forget: answer.Status < 500, CancellationToken.None);
}
