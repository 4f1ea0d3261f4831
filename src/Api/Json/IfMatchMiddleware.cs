using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;

namespace EmailAgent.Api.Json;

/// <summary>
/// A middleware that refuses an If-Match without a usable value, and on all writes, by any method, that do not honour it, so that no client
/// believes itself protected.
/// </summary>
internal sealed class IfMatchMiddleware(RequestDelegate next)
{
    private static readonly ProblemAnswer NoTag = new(Refusal.From(ProblemCodes.PreconditionFailed, "This operation does not compare ETags; send the request without If-Match."));
    private static readonly ProblemAnswer StarBesideTags = new(Refusal.From(ApiProblemCodes.MalformedRequest, "If-Match contains either * alone or a list of ETags."));

    public Task InvokeAsync(HttpContext context) =>
        EntityTags.HasStarBesideTags(context.Request.Headers.IfMatch) ? StarBesideTags.ExecuteAsync(context)
        : IsOfNoTag(context) ? NoTag.ExecuteAsync(context)
        : next(context);

    private static bool IsOfNoTag(HttpContext context) =>
        !IsSafe(context.Request.Method)
        && IfMatch.IsConditional(context.Request)
        && context.GetEndpoint() is RouteEndpoint { Metadata: var metadata }
        && metadata.GetMetadata<IfMatchMetadata>() is null;

    // Downloads check it themselves; other reads change nothing.
    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
