using System.Net;
using EmailAgent.Api.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Tests.Answers;

public sealed class AnswerBudgetTests
{
    private const long MiB = 1 << 20;

    private readonly AnswerBudget _budget = new(Options.Create(new AnswerOptions { BytesPerUser = 4 * MiB, BytesPerProcess = 10 * MiB }));

    [Fact]
    public async Task Reader_WithTooMuchOnItsWay_IsRefusedUntilARequestEnds()
    {
        var (first, second, third) = (Request("192.0.2.1"), Request("192.0.2.1"), Request("192.0.2.1"));
        Assert.Null(_budget.Reserve(first, 2 * MiB));
        Assert.Null(_budget.Reserve(second, 2 * MiB));
        var refusal = _budget.Reserve(third, MiB);
        Assert.Equal((429, "rate_limited"), (refusal!.Kind.Status, refusal.Kind.Code));
        Assert.NotNull(refusal.RetryAfter);

        await EndAsync(first);
        Assert.Null(_budget.Reserve(third, MiB));
        Assert.Equal(3 * MiB, _budget.Held);
    }

    [Fact]
    public void Process_WithTooMuchOnItsWay_RefusesOthersToo()
    {
        for (var i = 1; i <= 3; i++)
        {
            Assert.Null(_budget.Reserve(Request($"192.0.2.{i}"), 3 * MiB));
        }

        var refusal = _budget.Reserve(Request("192.0.2.9"), 3 * MiB);
        Assert.Equal((503, "unavailable"), (refusal!.Kind.Status, refusal.Kind.Code));
    }

    [Fact]
    public void Users_WhoTakeAllTheyCan_LeaveSomethingToOthers()
    {
        foreach (var address in new[] { "192.0.2.1", "192.0.2.2", "192.0.2.3" })
        {
            while (_budget.Reserve(Request(address), MiB / 2) is null)
            {
                // Another half megabyte.
            }
        }

        Assert.Null(_budget.Reserve(Request("192.0.2.9"), MiB / 2));
    }

    [Fact]
    public async Task Answer_LargerThanTheBudget_PassesAlone()
    {
        var request = Request("192.0.2.1");
        Assert.Null(_budget.Reserve(request, 50 * MiB));
        Assert.NotNull(_budget.Reserve(Request("192.0.2.2"), MiB));
        await EndAsync(request);
        Assert.Equal(0, _budget.Held);
        Assert.Null(_budget.Reserve(Request("192.0.2.2"), MiB));
    }

    [Fact]
    public async Task Answers_OfNothing_AreGivenBackAsAnyOther()
    {
        var (first, second) = (Request("192.0.2.1"), Request("192.0.2.1"));
        Assert.Null(_budget.Reserve(first, 0));
        Assert.Null(_budget.Reserve(second, 0));
        await EndAsync(first);
        await EndAsync(second);
        Assert.Equal(0, _budget.Held);
    }

    [Theory]
    [InlineData(1000, 10_000_000, "BytesPerUser")]
    [InlineData(10_000_000, 1000, "BytesPerProcess")]
    public void Options_ThatCannotBe_AreRefused(long perUser, long perProcess, string fault)
    {
        var result = new AnswerOptionsValidator().Validate(null, new AnswerOptions { BytesPerUser = perUser, BytesPerProcess = perProcess });
        Assert.Contains(fault, result.FailureMessage, StringComparison.Ordinal);
    }

    private static DefaultHttpContext Request(string address)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        context.Features.Set<IHttpResponseFeature>(new EndingResponse());
        return context;
    }

    private static Task EndAsync(HttpContext context) => ((EndingResponse)context.Features.Get<IHttpResponseFeature>()!).EndAsync();

    /// <summary>Runs what is registered for the end of a response.</summary>
    private sealed class EndingResponse : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Callback, object State)> _completed = [];

        public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Add((callback, state));

        public async Task EndAsync()
        {
            foreach (var (callback, state) in _completed)
            {
                await callback(state);
            }
        }
    }
}
