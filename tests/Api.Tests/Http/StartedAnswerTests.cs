using EmailAgent.Api.Problems;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Api.Tests.Http;

public sealed class StartedAnswerTests
{
    [Fact]
    public async Task Answers_ThatFailWhenTheyHaveBegun_AreBrokenOffAndLoggedOnce()
    {
        using var log = new LogCapture();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        using (var failures = new FailureLog(new ManualTimeProvider(), loggers.CreateLogger<FailureLog>()))
        {
            var middleware = new ProblemMiddleware(_ => throw new TimeoutException("The request took too long."), failures);
            for (var i = 0; i < 100; i++)
            {
                var lifetime = new Lifetime();
                var context = new DefaultHttpContext();
                context.Features.Set<IHttpResponseFeature>(new StartedResponse());
                context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
                await middleware.InvokeAsync(context);
                Assert.True(lifetime.IsAborted);
            }
        }

        Assert.Equal(2, log.Lines.Count); // the first, and how many more
    }

    private sealed class StartedResponse : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
