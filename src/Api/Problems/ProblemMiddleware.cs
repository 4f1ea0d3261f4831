using System.Text.Json;

namespace EmailAgent.Api.Problems;

/// <summary>A middleware that turns failures into problem documents: exceptions, and status codes that were set without a body.</summary>
internal sealed class ProblemMiddleware(RequestDelegate next, FailureLog failures)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Refusal? refusal;
        try
        {
            await next(context);
            refusal = IsBareFailure(context.Response) ? Describe(context.Response.StatusCode) : null;
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // the client is gone
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            refusal = Describe(failure);
            if (refusal.Kind.Status >= StatusCodes.Status500InternalServerError)
            {
                failures.Add(context, refusal.Kind, failure);
            }

            ResetAnswer(context.Response);
        }
        catch (Exception failure) when (context.Response.HasStarted)
        {
            // All that is left to do is to break it off, as the server would, which logs each in full.
            failures.Add(context, Describe(failure).Kind, failure);
            context.Abort();
            return;
        }

        if (refusal is not null)
            await new ProblemAnswer(refusal).ExecuteAsync(context);
    }

    private static bool IsBareFailure(HttpResponse response) =>
        response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType);

    private static Refusal Describe(int status) => new(ProblemKinds.ForStatus(status), status switch
    {
        404 => "There is no endpoint at this path.",
        405 => "The endpoint does not support this method; see the Allow header.",
        408 => "The request body came too slowly; send it again.",
        413 => "The request body is larger than the endpoint accepts.",
        415 => "The endpoint accepts only application/json.",
        _ => "The request cannot be processed.",
    });

    private static Refusal Describe(BadHttpRequestException bad) =>
        bad.StatusCode is 408 or 413 ? Describe(bad.StatusCode) : new Refusal(ProblemKinds.ForStatus(bad.StatusCode), "The request is not well-formed.");

    private static Refusal Describe(Exception failure) => failure switch
    {
        RefusedException refused => refused.Refusal,
        BadHttpRequestException bad => Describe(bad),
        JsonException => Refusal.From(ApiProblemCodes.MalformedJson, "The request body is not valid JSON."),
        TimeoutException => Refusal.From(Grains.ProblemCodes.Unavailable, "The answer took too long; try again."),
        _ when SiloFailures.IsUnavailable(failure) => Refusal.From(Grains.ProblemCodes.Unavailable, "A part of the service is unavailable; try again."),
        _ => new Refusal(ProblemKinds.Internal, "An internal error occurred."),
    };

    // Response.Clear() would also drop the request id and the security headers.
    private static void ResetAnswer(HttpResponse response)
    {
        response.ContentLength = null;
        response.ContentType = null;
        response.Headers.ETag = default;
        response.Headers.ContentEncoding = default;
    }
}
