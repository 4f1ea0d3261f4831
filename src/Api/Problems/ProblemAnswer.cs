using System.Globalization;
using EmailAgent.Api.Json;
using EmailAgent.Grains;
using Microsoft.Extensions.Primitives;

namespace EmailAgent.Api.Problems;

/// <summary>A refusal as a problem document; the only writer of these.</summary>
internal sealed class ProblemAnswer(Refusal refusal) : IResult
{
    private const string ContentType = "application/problem+json";
    private static readonly StringValues RetrySoon = "5";

    public ProblemAnswer(Problem problem)
        : this(Refusal.From(problem))
    {
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var kind = refusal.Kind;
        if (kind.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = RetrySoon;
        if (refusal.RetryAfter is { } seconds)
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        httpContext.Response.Headers.CacheControl = "no-store";
        var document = new ProblemDocument(kind.Type, kind.Title, kind.Status, refusal.Detail, kind.Code, httpContext.TraceIdentifier, refusal.Errors);
        return JsonWriting.WriteAsync(httpContext, document, kind.Status, ContentType);
    }
}
