using System.Net;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.RateLimits;

/// <summary>The limit by address: of what nobody has authenticated, and of API keys that are yet to be looked up.</summary>
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
}
