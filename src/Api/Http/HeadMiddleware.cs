namespace EmailAgent.Api.Http;

/// <summary>Answers HEAD wherever GET is answered, with the same headers. The server itself leaves out the body.</summary>
internal sealed class HeadMiddleware(RequestDelegate next)
{
    private static readonly object Key = new();

    /// <summary>Whether the client wants the headers only; for endpoints whose answer does not end by itself.</summary>
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
