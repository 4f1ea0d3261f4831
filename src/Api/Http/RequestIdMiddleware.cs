namespace EmailAgent.Api.Http;

/// <summary>
/// A middleware that gives each request an id, keeps one that the client sent, and includes it in the response and in all log entries of
/// the request.
/// </summary>
internal sealed class RequestIdMiddleware(RequestDelegate next, ILogger<RequestIdMiddleware> logger)
{
    public const string Header = "X-Request-ID";

    private const int MaxLength = 128;

    // The framework's own scope has the id from before it was the caller's.
    private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("X-Request-ID: {XRequestId}");

    public async Task InvokeAsync(HttpContext context)
    {
        var sent = context.Request.Headers[Header].ToString();
        var id = context.TraceIdentifier = IsUsable(sent) ? sent : Guid.NewGuid().ToString("N");
        context.Response.Headers[Header] = id;
        using (Scope(logger, id))
            await next(context);
    }

    // It goes into logs and headers: printable ASCII without spaces only.
    private static bool IsUsable(string text) => text.Length is > 0 and <= MaxLength && text.All(c => c is > ' ' and < (char)127);
}
