using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace EmailAgent.Api.Parameters;

/// <summary>
/// A middleware that refuses fields in the body of a request to an endpoint that takes none. If they were ignored, the client would believe
/// that they had an effect.
/// </summary>
internal sealed class UnexpectedBodyMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
            && !HttpMethods.IsGet(context.Request.Method)
            && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && context.GetEndpoint() is RouteEndpoint { Metadata: var metadata }
            && metadata.GetMetadata<IAcceptsMetadata>() is null
            && metadata.GetMetadata<FormMetadata>() is null
            && metadata.GetMetadata<AnyQueryMetadata>() is null
            && await CheckAsync(context) is { Any: true } errors)
        {
            await errors.ToAnswer().ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static async Task<FieldErrors> CheckAsync(HttpContext context)
    {
        using var body = new PooledBuffer();
        await body.ReadFromAsync(context.Request.Body, context.RequestAborted);
        var errors = new FieldErrors();
        if (body.WrittenMemory.Length > 0)
        {
            BodyBinding.Bind<NoFieldsRequest>(body.WrittenMemory, errors);
        }

        return errors;
    }
}
