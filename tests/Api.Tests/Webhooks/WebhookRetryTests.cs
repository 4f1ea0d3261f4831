using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Webhooks;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>Endpoints that fail, that are busy and that hang, under a clock that stands until a test puts it forward.</summary>
public sealed class WebhookRetryTests
{
    [PostgresFact]
    public async Task Events_ThroughFailures_ArriveInOrderUnderTheSameId()
    {
        var clock = new ShiftedClock(runs: false);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var host = await ApiHost.StartAsync(clock, settings: receiver.Settings);
        using var user = await host.RegisterAsync();
        var (one, _) = await user.HookAsync(receiver.Open("failing", WebhookReceiver.Status(500), WebhookReceiver.Status(500)));

        await new EventWriter(user).AppendAsync(WebhookCalls.Type, 3);
        await user.FailedAsync(one, 1);
        clock.Advance(TimeSpan.FromSeconds(6)); // five and a tenth of them at most
        await user.FailedAsync(one, 2);
        clock.Advance(TimeSpan.FromMinutes(6));
        await user.ReachedAsync(one, 3);

        var received = receiver.Received("failing");
        Assert.Equal([1L, 1L, 1L, 2L, 3L], received.Select(delivery => delivery.Seq));
        Assert.Equal(3, received.Select(delivery => delivery.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Single(received.Take(3).Select(delivery => delivery.Id).Distinct(StringComparer.Ordinal));
        Assert.Equal([0L, 6L, 366L], received.Take(3).Select(delivery => delivery.Timestamp - received[0].Timestamp));
        var first = (await user.DeliveriesAsync(one))[^1];
        Assert.Equal((WebhookDeliveryStates.Delivered, 3), (first.GetProperty("status").GetString(), first.GetProperty("attempts").GetInt32()));
    }

    [PostgresFact]
    public async Task RetryAfter_OfABusyEndpoint_IsRespected()
    {
        var clock = new ShiftedClock(runs: false);
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var host = await ApiHost.StartAsync(clock, settings: receiver.Settings);
        using var user = await host.RegisterAsync();
        var (one, _) = await user.HookAsync(receiver.Open("busy", WebhookReceiver.Status(429, retryAfter: 120)));

        await new EventWriter(user).AppendAsync(WebhookCalls.Type);
        await user.FailedAsync(one, 1);
        clock.Advance(TimeSpan.FromSeconds(119));
        await user.PostAsync($"{one}/test", new { type = WebhookCalls.Type }); // wakes the worker, and does not wait itself
        await receiver.ReceiveAsync("busy", 2);
        clock.Advance(TimeSpan.FromSeconds(2));
        await user.ReachedAsync(one, 1);

        var received = receiver.Received("busy");
        Assert.Equal([1L, 0L, 1L], received.Select(delivery => delivery.Seq));
        Assert.Equal(121, received[2].Timestamp - received[0].Timestamp);
    }

    [PostgresFact]
    public async Task Endpoint_ThatHangs_DelaysNoOther()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var settings = receiver.Settings;
        settings["Webhooks:ConcurrentRequests"] = "1";
        settings["Webhooks:ConcurrentRequestsPerUser"] = "1";
        settings["Webhooks:Http:Timeout"] = "00:01:00";
        await using var host = await ApiHost.StartAsync(settings: settings);
        using var user = await host.RegisterAsync();
        var isAborted = false;
        await user.HookAsync(receiver.Open("hanging", async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Volatile.Write(ref isAborted, true);
        }));
        await new EventWriter(user).AppendAsync(WebhookCalls.Type);
        await receiver.ReceiveAsync("hanging", 1);

        var (other, _) = await user.HookAsync(receiver.Open("other"));
        await new EventWriter(user).AppendAsync(WebhookCalls.Type, 10);
        await user.ReachedAsync(other, 11);

        Assert.False(Volatile.Read(ref isAborted));
        Assert.Single(receiver.Received("hanging"));
        Assert.Equal(Enumerable.Range(2, 10).Select(seq => (long)seq), receiver.Received("other").Select(delivery => delivery.Seq));
    }

    [PostgresFact]
    public async Task Address_ThatIsNoLongerAllowed_IsRefusedAtTheConnection()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        var (userId, token, one) = await PrepareAsync(database, receiver);
        var settings = receiver.Settings;
        settings["Egress:Allow:0"] = "";

        await using var host = await ApiHost.StartAsync(settings: settings, database: database);
        using var user = new ApiClient(host, token) { UserId = userId };
        Assert.Equal(202, (int)(await user.PostAsync($"{one}/test", new { type = WebhookCalls.Type })).Status);
        await Eventually.True(async () => Assert.Single(await user.DeliveriesAsync(one)).GetProperty("status").GetString() == WebhookDeliveryStates.Failed);

        Assert.Contains("not allowed", Assert.Single(await user.DeliveriesAsync(one)).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(receiver.Received("private"));
    }

    private static async Task<(Guid UserId, string Token, string One)> PrepareAsync(TestDatabase database, WebhookReceiver receiver)
    {
        await using var host = await ApiHost.StartAsync(settings: receiver.Settings, database: database);
        using var user = await host.RegisterAsync();
        var (one, _) = await user.HookAsync(receiver.Open("private"));
        return (user.UserId, user.Token!, one);
    }
}
