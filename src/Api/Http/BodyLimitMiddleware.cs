using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;
using Microsoft.AspNetCore.Http.Features;

namespace EmailAgent.Api.Http;

/// <summary>
/// Refuses a body that says it is too large before anything else happens, also where the endpoint would not read it. A body that
/// does not say its length is cut off by the server at the same limit while it is read, and one that cannot be read is the client's fault.
/// </summary>
internal sealed class BodyLimitMiddleware(RequestDelegate next, StrangerLimit strangers)
{
    public const long MaxBytes = 1024 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not > MaxBytes)
        {
            if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            {
                context.Request.Body = new ClientBody(context.Request.Body);
            }

            return next(context);
        }

        context.Response.Headers.Connection = "close"; // the rest of the body is not worth receiving
        return strangers.RefuseAsync(context, new ProblemAnswer(Refusal.From(ApiProblemCodes.PayloadTooLarge, $"A request body can have at most {MaxBytes} bytes.")));
    }
}
