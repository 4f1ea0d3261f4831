using Microsoft.AspNetCore.Http.Timeouts;

namespace EmailAgent.Api.Http;

/// <summary>
/// A middleware that ends requests after <c>Http:RequestTimeout</c> (default: 100 s) with a timeout; live connections are exempt. The
/// framework's own would remove the request's id and the security headers from the answer.
/// </summary>
internal sealed class TimeLimitMiddleware(RequestDelegate next, IConfiguration configuration, TimeProvider time)
{
    // Longer than any call to a grain or a mail server may take by its own limits.
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(100);

    private readonly TimeSpan _limit = Read(configuration);

    /// <summary>Returns the limit.</summary>
    public static TimeSpan Read(IConfiguration configuration) => configuration.GetValue("Http:RequestTimeout", Default);

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null)
        {
            await next(context);
            return;
        }

        var aborted = context.RequestAborted;
        using var limit = new CancellationTokenSource(_limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, limit.Token);
        context.RequestAborted = either.Token;
        context.Features.Set(new TimeLimit(limit.Token));
        try
        {
            await next(context);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new TimeoutException("The request took too long.", late);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }
}
