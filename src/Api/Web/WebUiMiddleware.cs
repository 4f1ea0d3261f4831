using EmailAgent.Api.Answers;
using EmailAgent.Api.Json;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Api.Web;

/// <summary>A middleware that answers requests for the web UI and passes on all others.</summary>
internal sealed class WebUiMiddleware(RequestDelegate next, WebFiles files)
{
    private static readonly StringValues Immutable = "public, max-age=31536000, immutable";
    private static readonly StringValues Revalidate = "no-cache";
    private static readonly StringValues FramedHere = "SAMEORIGIN";

    private static readonly StringValues PageLoads =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; "
        + "frame-src 'self' blob:; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    // Mail has its styles in its elements. Nothing else in it may load anything but images of this host.
    private static readonly StringValues FrameLoads =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    private static readonly StringValues ImageFrameLoads =
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: blob: https: http:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    public Task InvokeAsync(HttpContext context) => files.Find(context.Request) is { } file ? WriteAsync(context, file) : next(context);

    private static async Task WriteAsync(HttpContext context, WebFile file)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = file.Path switch
        {
            WebFile.FramePath => FrameLoads,
            WebFile.ImageFramePath => ImageFrameLoads,
            _ => PageLoads,
        };
        if (file.Path is WebFile.FramePath or WebFile.ImageFramePath)
            response.Headers.XFrameOptions = FramedHere;
        response.Headers.CacheControl = file.IsHashed ? Immutable : Revalidate;
        response.Headers.ETag = file.Tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (EntityTags.Match(request.Headers.IfNoneMatch, file.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (content, encoding) = Choose(request, file);
        response.Headers.ContentEncoding = encoding;
        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        await PacedWriting.WriteAsync(response, content, context.RequestAborted);
    }

    private static (byte[] Content, string? Encoding) Choose(HttpRequest request, WebFile file)
    {
        if (file.Brotli is { } brotli && Accepts(request, "br"))
            return (brotli, "br");
        return file.Gzip is { } gzip && Accepts(request, "gzip") ? (gzip, "gzip") : (file.Content, null);
    }

    private static bool Accepts(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);
}
