using EmailAgent.Api.Problems;
using EmailAgent.Api.RateLimits;

namespace EmailAgent.Api.Http;

/// <summary>
/// Refuses what a page of another site has a browser change, as registering or logging in somebody who is not there. A request that
/// needs a header with a credential could not be forged so; this one holds for all, and says so before anything is looked at.
/// Programs do not send the header that it goes by.
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
