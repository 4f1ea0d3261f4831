using System.Globalization;
using System.Net;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.RateLimits;

/// <summary>The limit per address for anonymous requests, and for API keys and access tokens that are not yet verified.</summary>
internal sealed class StrangerLimit(IClusterClient cluster)
{
    /// <summary>Counts a request, once, however often it is asked about.</summary>
    public async ValueTask<RateVerdict> TakeAsync(HttpContext context, RateClass kind)
    {
        if (context.Features.Get<RateVerdict>() is { } taken)
            return taken;
        var subject = RateSubject.OfAddress(context.Connection.RemoteIpAddress ?? IPAddress.None);
        var verdict = await cluster.GetGrain<IRateLimitGrain>(subject).TakeAsync(kind, keyId: null, context.RequestAborted);
        context.Features.Set(verdict);
        return verdict;
    }

    /// <summary>Counts a request that is refused before it is known what it asks for and who sends it, and answers it.</summary>
    public async Task RefuseAsync(HttpContext context, ProblemAnswer refusal)
    {
        var verdict = await TakeAsync(context, RateClass.Open);
        await (verdict.Allowed ? refusal : TooMany(context, verdict)).ExecuteAsync(context);
    }

    /// <summary>Returns the refusal of a request over the limit, with the time of the next allowed one.</summary>
    public static ProblemAnswer TooMany(HttpContext context, RateVerdict verdict)
    {
        var reset = ((long)Math.Ceiling(verdict.Reset.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = reset;
        return new ProblemAnswer(Refusal.From(ApiProblemCodes.RateLimited, $"The limit of {verdict.Limit} such requests is exceeded; retry in {reset} seconds."));
    }
}
