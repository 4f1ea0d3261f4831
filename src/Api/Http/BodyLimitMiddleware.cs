using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains.Uploads;
using Microsoft.AspNetCore.Http.Features;

namespace EmailAgent.Api.Http;

/// <summary>
/// A middleware that refuses a body whose declared length is too large before anything else happens, even if the endpoint would not read
/// it. The server cuts off a body without a declared length at the same limit, and a body that cannot be read is reported as the client's
/// fault. Uploads of files, which are not held in memory, have a larger limit.
/// </summary>
internal sealed class BodyLimitMiddleware(RequestDelegate next, StrangerLimit strangers)
{
    public const long MaxBytes = 1024 * 1024;

    /// <summary>The path of uploads. The endpoint is not known yet here.</summary>
    public const string UploadPath = "/api/v1/attachments/upload";

    private const string Form = "multipart/form-data";

    // The form around the file: boundaries, headers and small fields.
    private const long FormBytes = 64 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        var limit = LimitOf(context.Request);
        if (context.Request.ContentLength is not { } length || length <= limit)
        {
            if (limit != MaxBytes && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = limit;
            }

            if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            {
                context.Request.Body = new ClientBody(context.Request.Body);
            }

            return next(context);
        }

        context.Response.Headers.Connection = "close"; // the rest of the body is not worth receiving
        return strangers.RefuseAsync(context, new ProblemAnswer(Refusal.From(ApiProblemCodes.PayloadTooLarge, $"A request body can have at most {limit} bytes.")));
    }

    // Routes are matched without regard to case and to a slash at the end.
    private static long LimitOf(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && UploadPath.Equals(request.Path.Value?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
        && request.ContentType?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true
            ? UploadLimits.LargestBytes + FormBytes
            : MaxBytes;
}
