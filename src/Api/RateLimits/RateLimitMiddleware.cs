using System.Globalization;
using System.Net;
using System.Security.Claims;
using EmailAgent.Api.Access;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.RateLimits;

/// <summary>Behind authentication: refuses what is over the limit of its user and API key, or of its address where it is nobody's.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, IClusterClient cluster, RefusalReporter refusals)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (RateClassMetadata.Of(context.GetEndpoint()?.Metadata, context.Request.Method) is not { } kind)
        {
            await next(context);
            return;
        }

        var (subject, keyId) = SubjectOf(context);
        var verdict = await cluster.GetGrain<IRateLimitGrain>(subject).TakeAsync(kind, keyId, context.RequestAborted);
        var headers = context.Response.Headers;
        var reset = ((long)Math.Ceiling(verdict.Reset.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Limit"] = verdict.Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = verdict.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = reset;
        if (verdict.Allowed)
        {
            await next(context);
            return;
        }

        Report(context.User, kind);
        headers.RetryAfter = reset;
        await new ProblemAnswer(Refusal.From(ApiProblemCodes.RateLimited, $"More than {verdict.Limit} such requests came in a short time; go on in {reset} seconds.")).ExecuteAsync(context);
    }

    private void Report(ClaimsPrincipal principal, RateClass kind)
    {
        var userId = principal.Identity is { IsAuthenticated: true } ? CallerClaims.UserId(principal) : (Guid?)null;
        refusals.Report(RefusalKind.RateLimit, "rate_limited", kind.ToString().ToLowerInvariant(), userId, CallerClaims.Credential(principal));
    }

    private static (string Subject, Guid? KeyId) SubjectOf(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true }
            ? (RateSubject.OfUser(CallerClaims.UserId(context.User)), CallerClaims.KeyId(context.User))
            : (RateSubject.OfAddress(context.Connection.RemoteIpAddress ?? IPAddress.None), null);
}
