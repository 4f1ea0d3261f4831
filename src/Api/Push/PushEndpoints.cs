using EmailAgent.Api.Connections;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Push;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Push;

/// <summary>The endpoints that providers push to. They are anonymous; each push contains its own proof of origin.</summary>
internal static class PushEndpoints
{
    /// <summary>Pub/Sub pushes some hundred bytes.</summary>
    private const int MaxBytes = 16 * 1024;

    public static void MapPushEndpoints(this IEndpointRouteBuilder routes)
    {
        foreach (var provider in ProviderNames.All.Where(provider => provider.PushService is not null))
        {
            routes.MapPush($"/webhooks/{provider.Name}", provider).WithName($"receive{provider.Word}Push");
            routes.MapPush($"/api/v1/{provider.Name}/watch/webhook", provider).WithName($"receive{provider.Word}WatchPush");
        }
    }

    /// <summary>Makes the section of the OpenAPI document for the pushes of a provider.</summary>
    public static ApiTag TagOf(KnownProvider provider) => new(provider.Title, $"Pushes of {provider.Title}.", 80);

    private static RouteHandlerBuilder MapPush(this IEndpointRouteBuilder routes, string path, KnownProvider provider) =>
        routes.MapPost(path, ReceiveAsync).WithTags(TagOf(provider)).AllowAnonymous().CountsAs(RateClass.Push).WithMetadata(new AnyQueryMetadata(), provider)
            .Describes($"Receives a push of {provider.PushService}. It is stored before the answer, once, however often it is delivered.")
            .Answers(204)
            .Refuses(PushProblems.NotAPush, PushProblems.PushUnauthenticated, PushProblems.PushForbidden, ApiProblemCodes.PayloadTooLarge, ProblemCodes.Unavailable);

    private static async Task<IResult> ReceiveAsync(HttpContext context, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context.Request, cancellationToken) is not { } body)
            return new ProblemAnswer(Refusal.From(ApiProblemCodes.PayloadTooLarge, $"A push can have at most {MaxBytes} bytes."));
        var authorization = context.Request.Headers.Authorization;
        var token = context.Request.Query["token"];
        var delivery = new PushDelivery(authorization.Count == 1 ? authorization[0] : null, token.Count == 1 ? token[0] : null, body);
        return (await cluster.GetGrain<IPushGrain>(0).ReceiveAsync(context.Provider().Name, delivery, cancellationToken)).Answer(_ => TypedResults.NoContent());
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
