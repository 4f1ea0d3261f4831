namespace EmailAgent.Api.Http;

/// <summary>A middleware that answers HEAD wherever GET is answered, with the same headers. The server itself leaves out the body.</summary>
internal sealed class HeadMiddleware(RequestDelegate next)
{
    private static readonly object Key = new();

    /// <summary>Indicates whether the client wants the headers only; for endpoints whose response does not end by itself.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(Key);

    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Key] = true;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }
}
