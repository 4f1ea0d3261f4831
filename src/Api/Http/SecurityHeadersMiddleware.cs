using Microsoft.Extensions.Primitives;

namespace EmailAgent.Api.Http;

/// <summary>Headers that keep a browser from doing more with an answer than reading it.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    // The values are shared by all answers.
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Deny = "DENY";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NothingLoads = "default-src 'none'; frame-ancestors 'none'";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues NoStore = "no-store";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers.XFrameOptions = Deny;
        headers["Referrer-Policy"] = NoReferrer;
        headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        headers.ContentSecurityPolicy = NothingLoads;
        headers.CacheControl = NoStore;
        return next(context);
    }
}
