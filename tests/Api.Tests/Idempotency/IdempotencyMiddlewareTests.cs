using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Idempotency;

/// <summary>Requests with an Idempotency-Key whose clients leave before the answer.</summary>
[Collection(ApiTests.Name)]
public sealed class IdempotencyMiddlewareTests(ApiFixture fixture)
{
    private static readonly RouteEndpoint Endpoint = new(
        _ => Task.CompletedTask, RoutePatternFactory.Parse("/things"), order: 0, new EndpointMetadataCollection(new IdempotencyMetadata()), displayName: null);

    [PostgresFact]
    public async Task Client_ThatLeavesDuringTheRequest_ReceivesTheAnswerToItByARepetition()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var leaving = new CancellationTokenSource();
        var runs = 0;
        var middleware = Middleware(async context =>
        {
            runs++;
            await leaving.CancelAsync();
            context.RequestAborted.ThrowIfCancellationRequested();
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = "/things/1";
        });

        await middleware.InvokeAsync(Request(user, leaving.Token));
        var repetition = Request(user, CancellationToken.None);
        await middleware.InvokeAsync(repetition);

        Assert.Equal(1, runs);
        Assert.Equal((201, "/things/1"), (repetition.Response.StatusCode, repetition.Response.Headers.Location.ToString()));
        Assert.Equal("true", repetition.Response.Headers[AnswerCapture.ReplayHeader].ToString());
    }

    private IdempotencyMiddleware Middleware(RequestDelegate handler)
    {
        var services = fixture.Host.Services;
        return new IdempotencyMiddleware(handler, services.GetRequiredService<IClusterClient>(), services.GetRequiredService<IConfiguration>(), TimeProvider.System);
    }

    private static DefaultHttpContext Request(ApiClient user, CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestAborted = aborted };
        context.SetEndpoint(Endpoint);
        context.Features.Set(new Caller(user.UserId));
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = "/things";
        context.Request.Headers[IdempotencyKey.Header] = "a-key";
        return context;
    }
}
