using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.Access;

/// <summary>
/// A middleware after authentication that checks the caller's current permissions before every endpoint that requires one, and provides the
/// request's <see cref="Caller"/>.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, CallerAccess access)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<EndpointPermission>() is not { } needed)
        {
            await next(context);
            return;
        }

        var authenticated = CallerIdentity.Find(context.User) ?? throw new InvalidOperationException("The endpoint does not require authorization.");
        var (caller, refusal) = await access.AdmitAsync(authenticated, needed, context.RequestAborted);
        if (caller is null)
        {
            if (refusal!.Kind.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer realm=\"emailagent\", error=\"invalid_token\"";
            await new ProblemAnswer(refusal).ExecuteAsync(context);
            return;
        }

        context.Features.Set(caller);
        if (RequestOrigin.Current is { } origin)
            (origin with { ActorId = caller.UserId, Credential = caller.Credential }).Apply();
        await next(context);
    }
}
