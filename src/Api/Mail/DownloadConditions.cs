using EmailAgent.Api.Json;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Mail;

/// <summary>The common part of attachment downloads: conditions, ranges, and names and types that do no harm in browsers.</summary>
internal static class DownloadConditions
{
    // What a browser would run rather than show, if it ever ignored that it is a download.
    private static readonly string[] ActiveTypes = ["text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "application/javascript", "text/javascript"];

    private static readonly ProblemAnswer Changed = new(Refusal.From(ProblemCodes.PreconditionFailed, "The attachment has another ETag than those in If-Match."));

    /// <summary>Checks If-Match and If-None-Match, and removes a range that does not apply.</summary>
    /// <returns>The answer if the content is not to be sent; otherwise null.</returns>
    public static IResult? Check(HttpContext context, string tag)
    {
        if (context.Request.Headers.IfMatch is { Count: > 0 } expected && !EntityTags.MatchStrongly(expected, tag))
        {
            return Changed;
        }

        if (EntityTags.Match(context.Request.Headers.IfNoneMatch, $"W/{tag}"))
        {
            context.Response.Headers.ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        RangeRequest.Settle(context, tag);
        return null;
    }

    /// <returns>The refusal of a range that contains nothing of the content; otherwise null.</returns>
    public static IResult? CheckRange(HttpContext context, Stream content)
    {
        if (!content.CanSeek || !RangeRequest.IsUnsatisfiable(context.Request, content.Length))
        {
            return null;
        }

        context.Response.Headers.ContentRange = $"bytes */{content.Length}";
        return new ProblemAnswer(Refusal.From(ApiProblemCodes.RangeNotSatisfiable, $"The attachment has {content.Length} bytes, none of which is in the range."));
    }

    /// <summary>Returns the type of the answer: plain bytes for what browsers execute.</summary>
    public static string SafeType(string declared) =>
        MediaTypeHeaderValue.TryParse(declared, out var type) && !ActiveTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            ? type.MediaType.ToString()
            : AttachmentDownloads.Bytes;

    /// <summary>Returns the name for Content-Disposition; null for a content that is shown instead of saved, whose header is set here.</summary>
    public static string? NameOf(HttpContext context, string filename, bool inline)
    {
        if (!inline)
        {
            return filename;
        }

        context.Response.Headers.ContentDisposition = "inline";
        return null;
    }
}
