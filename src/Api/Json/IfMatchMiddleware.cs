using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;

namespace EmailAgent.Api.Json;

/// <summary>Refuses If-Match on writes to what has no ETag, so that no client believes itself protected.</summary>
internal sealed class IfMatchMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        return (HttpMethods.IsPatch(method) || HttpMethods.IsPut(method))
            && IfMatch.IsConditional(context.Request)
            && context.GetEndpoint() is RouteEndpoint { Metadata: var metadata }
            && metadata.GetMetadata<IfMatchMetadata>() is null
            ? new ProblemAnswer(Refusal.From(ProblemCodes.PreconditionFailed, "The resource has no ETag; send the request without If-Match.")).ExecuteAsync(context)
            : next(context);
    }
}
