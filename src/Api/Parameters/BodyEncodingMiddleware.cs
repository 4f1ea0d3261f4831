using EmailAgent.Api.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace EmailAgent.Api.Parameters;

/// <summary>
/// A middleware that refuses a body in a content coding, which no endpoint decodes, and names the accepted ones (RFC 9110, sections 8.4 and
/// 15.5.16).
/// </summary>
internal sealed class BodyEncodingMiddleware(RequestDelegate next)
{
    private const string Identity = "identity";

    private static readonly ProblemAnswer Encoded = new(Refusal.From(
        ApiProblemCodes.UnsupportedContentEncoding, "The endpoint accepts only a body that is not encoded (identity); send it without Content-Encoding."));

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsEncoded(context.Request.Headers.ContentEncoding)
            || context.GetEndpoint() is null
            || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            return next(context);
        }

        context.Response.Headers.AcceptEncoding = Identity;
        return Encoded.ExecuteAsync(context);
    }

    private static bool IsEncoded(StringValues codings) =>
        codings.Count > 0
        && codings.Any(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(IsCoding));

    private static bool IsCoding(string coding) => !coding.Equals(Identity, StringComparison.OrdinalIgnoreCase);
}
