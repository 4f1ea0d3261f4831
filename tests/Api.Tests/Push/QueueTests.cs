using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Push;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Push;

/// <summary>Pushes that nobody was woken for, and pushes whose look keeps failing.</summary>
public sealed class QueueTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [EmulatePostgresFact]
    public async Task Push_ThatNobodyWasWokenFor_IsFoundBySweep()
    {
        // No poll comes in time: only the sweep can find it.
        await using var mailbox = await PushedMailbox.ConnectAsync(new AcceleratedClock(5), ("Gmail:NormalPoll", "10:00:00"), ("Mailboxes:PushedPollInterval", "10:00:00"));
        await mailbox.Gmail.ImportAsync("news");
        var notifications = mailbox.Host.Services.GetRequiredService<NotificationStore>();
        Assert.Single(await notifications.InsertAsync("gmail", PushedMailbox.Email, "lost", await mailbox.Gmail.HistoryIdAsync(), default));

        await Eventually.True(async () => (await mailbox.QueueAsync()).Single().GetProperty("status").GetString() == "completed", Limit);
        var served = (await mailbox.QueueAsync()).Single();
        Assert.Equal(1, await mailbox.ReceivedAsync());
        Assert.True(served.GetProperty("started_at").GetDateTimeOffset() - served.GetProperty("received_at").GetDateTimeOffset() >= TimeSpan.FromSeconds(20));
    }

    [EmulatePostgresFact]
    public async Task Push_WhoseLookKeepsFailing_IsGivenUpAndServedByHand()
    {
        await using var mailbox = await PushedMailbox.ConnectAsync(null, ("Mailboxes:FirstRetry", "00:00:00.03"), ("Mailboxes:LongestRetry", "10:00:00"));
        await mailbox.Gmail.ImportAsync("news");
        mailbox.Proxy.Instead = path => path.Contains("/history?", StringComparison.Ordinal) ? "[]" : null;
        await mailbox.PushAsync();

        await Eventually.True(async () => (await mailbox.QueueAsync("?status=failed")).Count == 1, Limit);
        var failed = (await mailbox.QueueAsync()).Single();
        Assert.Equal(NotificationStore.MostAttempts, failed.GetProperty("attempts").GetInt32());
        Assert.NotEmpty(failed.GetProperty("error").GetString()!);
        Assert.Equal(1, (await mailbox.HealthAsync()).GetProperty("pushes").GetProperty("backlog").GetInt64());
        Assert.Empty(await mailbox.Host.Services.GetRequiredService<NotificationStore>().ListWaitingAsync(TimeSpan.Zero, default));

        var next = DateTimeOffset.MinValue;
        await Eventually.True(async () => (await mailbox.HealthAsync()).GetProperty("next_attempt") is { ValueKind: not System.Text.Json.JsonValueKind.Null } at
            && (next = at.GetDateTimeOffset()) > mailbox.Clock.GetUtcNow().AddSeconds(10), Limit);
        mailbox.Proxy.Instead = null;
        var processed = await mailbox.User.PostAsync("/api/v1/gmail/watch/queue/process");
        Assert.Equal((202, 1, 1), ((int)processed.Status, processed.Json.GetProperty("mailboxes").GetInt32(), processed.Json.GetProperty("notifications").GetInt32()));
        await Eventually.True(async () => (await mailbox.QueueAsync("?status=completed")).Count == 1, Limit);
        Assert.True((await mailbox.QueueAsync()).Single().GetProperty("finished_at").GetDateTimeOffset() < next);
        await mailbox.ReceivedAsync(1);
    }
}
