namespace EmailAgent.Api.Http;

/// <summary>Gives every request an id, keeps one the caller sent, and says it in the answer.</summary>
internal sealed class RequestIdMiddleware(RequestDelegate next)
{
    private const string Header = "X-Request-ID";
    private const int MaxLength = 128;

    public Task InvokeAsync(HttpContext context)
    {
        var sent = context.Request.Headers[Header].ToString();
        if (IsUsable(sent))
            context.TraceIdentifier = sent;
        else
            context.TraceIdentifier = Guid.NewGuid().ToString("N");
        context.Response.Headers[Header] = context.TraceIdentifier;
        return next(context);
    }

    // It goes into logs and headers: printable ASCII without spaces only.
    private static bool IsUsable(string text) => text.Length is > 0 and <= MaxLength && text.All(c => c is > ' ' and < (char)127);
}
