using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.Audit;

/// <summary>A middleware that records the origin of a request for its audit entries.</summary>
internal sealed class RequestOriginMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true })
            address = address.MapToIPv4();
        var userAgent = context.Request.Headers.UserAgent.ToString();
        new RequestOrigin(address?.ToString(), userAgent.Length == 0 ? null : userAgent, context.TraceIdentifier).Apply();
        return next(context);
    }
}
