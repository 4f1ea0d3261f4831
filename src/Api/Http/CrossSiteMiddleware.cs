using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;

namespace EmailAgent.Api.Http;

/// <summary>
/// A middleware that refuses changes that a page of another site has a browser send, such as registering or logging in a user who is not
/// present. A request with a credential in a header could not be forged in this way, but this rule applies to all requests, before anything
/// else is checked. Programs do not send the header that it evaluates.
/// </summary>
internal sealed class CrossSiteMiddleware(RequestDelegate next, AllowedOrigins allowed, StrangerLimit strangers)
{
    public static ProblemAnswer Refused { get; } = new(Refusal.From(ApiProblemCodes.CrossSite, "Pages of this origin may not call this service from a browser; see Cors:Origins."));

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            || request.Headers[AllowedOrigins.SiteHeader].ToString() is "" or "same-origin" or "none"
            || allowed.Contains(request.Headers.Origin.ToString()))
        {
            return next(context);
        }

        return strangers.RefuseAsync(context, Refused);
    }
}
