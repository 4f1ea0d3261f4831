using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Push;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Push;

/// <summary>Where providers push to. Nobody is logged in there; what is pushed proves itself.</summary>
internal static class PushEndpoints
{
    private const string Gmail = "gmail";

    /// <summary>Pub/Sub pushes some hundred bytes.</summary>
    private const int MaxBytes = 16 * 1024;

    public static void MapPushEndpoints(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, name) in new[] { ("/webhooks/gmail", "receiveGmailPush"), ("/api/v1/gmail/watch/webhook", "receiveGmailWatchPush") })
        {
            routes.MapPost(path, ReceiveGmailAsync).WithName(name).WithTags("Gmail").AllowAnonymous().CountsAs(RateClass.Push).WithMetadata(new AnyQueryMetadata())
                .Describes("Receives a push of Google Cloud Pub/Sub. It is stored before the answer, once, however often it is delivered.")
                .Answers(204)
                .Refuses(ProblemCodes.NotAPush, ProblemCodes.PushUnauthenticated, ProblemCodes.PushForbidden, ApiProblemCodes.PayloadTooLarge, ProblemCodes.Unavailable);
        }
    }

    private static async Task<IResult> ReceiveGmailAsync(HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context.Request, cancellationToken) is not { } body)
            return new ProblemAnswer(Refusal.From(ApiProblemCodes.PayloadTooLarge, $"A push can have at most {MaxBytes} bytes."));
        var authorization = context.Request.Headers.Authorization;
        var token = context.Request.Query["token"];
        var delivery = new PushDelivery(authorization.Count == 1 ? authorization[0] : null, token.Count == 1 ? token[0] : null, body);
        return (await cluster.GetGrain<IPushGrain>(0).ReceiveAsync(Gmail, delivery, cancellationToken)).Answer(_ => TypedResults.NoContent());
    }

    /// <returns>Null when it is too large.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes)
            return null;
        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaxBytes ? null : buffer[..length];
    }
}
