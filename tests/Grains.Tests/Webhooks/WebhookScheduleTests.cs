using EmailAgent.Grains.Webhooks;
using EmailAgent.Providers.Webhooks;

namespace EmailAgent.Grains.Tests.Webhooks;

public sealed class WebhookScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WaitAfter_AllFailures_AddsUpToSeventyFiveHours()
    {
        var waits = Enumerable.Range(1, 9).Select(failures => WebhookSchedule.WaitAfter(failures, requested: null, jitter: 0)!.Value).ToList();

        Assert.Equal(TimeSpan.FromSeconds(5), waits[0]);
        Assert.Equal(75, waits.Sum(wait => wait.TotalHours), 0.6);
        Assert.Null(WebhookSchedule.WaitAfter(10, requested: null, jitter: 0));
    }

    [Theory]
    [InlineData(429, 60)]
    [InlineData(503, 60)]
    [InlineData(500, 5)]
    public void Judge_AnAnswerThatRequestsAWait_RespectsThatOfABusyEndpoint(int status, int seconds)
    {
        var result = Judge(WebhookKinds.Event, new WebhookReply(status, "", null, TimeSpan.FromMinutes(1)));

        Assert.Equal((WebhookDeliveryStates.Pending, Now.AddSeconds(seconds), (string?)null), (result.State, result.DueAt, result.DisableFor));
    }

    [Theory]
    [InlineData(WebhookKinds.Event, 0, 410, WebhookDeliveryStates.Pending, WebhookReasons.Gone)]
    [InlineData(WebhookKinds.Replay, 0, 410, WebhookDeliveryStates.Failed, WebhookReasons.Gone)]
    [InlineData(WebhookKinds.Event, 9, 500, WebhookDeliveryStates.Pending, WebhookReasons.Failing)]
    [InlineData(WebhookKinds.Replay, 9, 500, WebhookDeliveryStates.Failed, null)]
    [InlineData(WebhookKinds.Test, 0, 302, WebhookDeliveryStates.Failed, null)]
    [InlineData(WebhookKinds.Event, 9, 204, WebhookDeliveryStates.Delivered, null)]
    public void Judge_TheLastAnswer_EndsOrDisables(string kind, int failures, int status, string state, string? reason)
    {
        var result = Judge(kind, new WebhookReply(status, "", null, null), failures);

        Assert.Equal((state, reason), (result.State, result.DisableFor));
    }

    private static AttemptResult Judge(string kind, WebhookReply reply, int failures = 0) =>
        WebhookSchedule.Judge(new WaitingDelivery(Guid.NewGuid(), kind, 1, "email.received", Now, "{}", failures, Now), reply, TimeSpan.Zero, Now, jitter: 0);
}
