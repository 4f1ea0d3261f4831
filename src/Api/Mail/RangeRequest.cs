using EmailAgent.Api.Http;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Mail;

/// <summary>Decides whether a request is for a part of a content (RFC 9110, sections 13.1.5 and 14), which the framework then cuts out.</summary>
internal static class RangeRequest
{
    private const string Unit = "bytes";

    /// <summary>
    /// Removes a range that does not apply, so that the whole is sent: of a method other than GET, in another unit, or of a content other
    /// than the one whose tag the client has in If-Range. There are no dates, so none of those applies.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="tag">The strong ETag of the content.</param>
    public static void Settle(HttpContext context, string tag)
    {
        var headers = context.Request.Headers;
        var isBound = headers.IfRange is { Count: > 0 };
        var applies = !HeadMiddleware.IsHead(context) && IsInBytes(context.Request) && (!isBound || headers.IfRange.ToString().Trim() == tag);
        if (!applies)
        {
            headers.Remove(HeaderNames.Range);
        }

        headers.Remove(HeaderNames.IfRange);
    }

    /// <summary>
    /// Indicates whether the only range of a request contains no byte of a content with this length. Several ranges are answered with the
    /// whole content.
    /// </summary>
    public static bool IsUnsatisfiable(HttpRequest request, long length) =>
        request.GetTypedHeaders().Range?.Ranges is { Count: 1 } ranges
        && ranges.First() is var range
        && (length == 0 || (range.From is { } from ? from >= length : range.To is 0));

    private static bool IsInBytes(HttpRequest request) =>
        request.GetTypedHeaders().Range is { } range && range.Unit.Equals(Unit, StringComparison.OrdinalIgnoreCase);
}
