using System.Globalization;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.RateLimits;

/// <summary>
/// A middleware after authentication that refuses requests over the limit of their user and API key, or of their address where they have no
/// caller.
/// </summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, IClusterClient cluster, StrangerLimit strangers, RefusalReporter refusals)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (RateClassMetadata.Of(context.GetEndpoint()?.Metadata, context.Request.Method) is not { } kind)
        {
            await next(context);
            return;
        }

        var caller = CallerIdentity.Find(context.User);
        var verdict = caller is not null
            ? await cluster.GetGrain<IRateLimitGrain>(RateSubject.OfUser(caller.UserId)).TakeAsync(kind, caller.KeyId, context.RequestAborted)
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

        refusals.Report(RefusalKind.RateLimit, "rate_limited", kind.ToString().ToLowerInvariant(), caller?.UserId, caller?.Credential);
        await StrangerLimit.TooMany(context, verdict).ExecuteAsync(context);
    }
}
