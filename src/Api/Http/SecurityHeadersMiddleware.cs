using Microsoft.Extensions.Primitives;

namespace EmailAgent.Api.Http;

/// <summary>Headers that keep a browser from doing more with an answer than reading it: those of OWASP's secure headers project.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    /// <summary>The path of the interactive pages of the API.</summary>
    public const string PagesPath = "/docs";

    // The values are shared by all answers.
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Deny = "DENY";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NothingLoads = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static readonly StringValues OwnLoads =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues RequireCorp = "require-corp";
    private static readonly StringValues NoDevices = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static readonly StringValues None = "none";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues HttpsForAYear = "max-age=31536000; includeSubDomains";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers.XFrameOptions = Deny;
        headers["Referrer-Policy"] = NoReferrer;
        headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
        headers["Cross-Origin-Embedder-Policy"] = RequireCorp;
        headers["Permissions-Policy"] = NoDevices;
        headers["X-Permitted-Cross-Domain-Policies"] = None;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(PagesPath, StringComparison.Ordinal) ? OwnLoads : NothingLoads;
        headers.CacheControl = NoStore;
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = HttpsForAYear;
        return next(context);
    }
}
