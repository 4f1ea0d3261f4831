using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.Access;

/// <summary>
/// Behind authentication, before every endpoint that needs a permission: what may this caller do at this moment, and is it enough?
/// What it finds is the request's <see cref="Caller"/>.
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

        var (caller, refusal) = await access.AdmitAsync(context.User, needed, context.RequestAborted);
        if (caller is null)
        {
            if (refusal!.Kind.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer realm=\"emailagent\", error=\"invalid_token\"";
            await new ProblemAnswer(refusal).ExecuteAsync(context);
            return;
        }

        context.Features.Set(caller);
        if (RequestOrigin.Current is { } origin)
            (origin with { ActorId = caller.UserId, Credential = CallerClaims.Credential(context.User) }).Apply();
        await next(context);
    }
}
