using System.Globalization;
using System.Security.Claims;
using EmailAgent.Api.Access;
using EmailAgent.Api.Audit;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.RateLimits;

/// <summary>Behind authentication: refuses what is over the limit of its user and API key, or of its address where it is nobody's.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, IClusterClient cluster, StrangerLimit strangers, RefusalReporter refusals)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (RateClassMetadata.Of(context.GetEndpoint()?.Metadata, context.Request.Method) is not { } kind)
        {
            await next(context);
            return;
        }

        var verdict = context.User.Identity is { IsAuthenticated: true }
            ? await cluster.GetGrain<IRateLimitGrain>(RateSubject.OfUser(CallerClaims.UserId(context.User))).TakeAsync(kind, CallerClaims.KeyId(context.User), context.RequestAborted)
            : await strangers.TakeAsync(context, kind);
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = verdict.Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = verdict.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = ((long)Math.Ceiling(verdict.Reset.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (verdict.Allowed)
        {
            await next(context);
            return;
        }

        Report(context.User, kind);
        await StrangerLimit.TooMany(context, verdict).ExecuteAsync(context);
    }

    private void Report(ClaimsPrincipal principal, RateClass kind)
    {
        var userId = principal.Identity is { IsAuthenticated: true } ? CallerClaims.UserId(principal) : (Guid?)null;
        refusals.Report(RefusalKind.RateLimit, "rate_limited", kind.ToString().ToLowerInvariant(), userId, CallerClaims.Credential(principal));
    }
}
