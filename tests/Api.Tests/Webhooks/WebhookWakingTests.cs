using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>Webhooks that receive different types of events, without a poll that would find them.</summary>
public sealed class WebhookWakingTests
{
    private const string OtherType = "email.deleted";

    [PostgresFact]
    public async Task Events_WakeTheWebhooksOfTheirType_AlsoAfterAChangeOfTypes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var settings = receiver.Settings;
        settings["Webhooks:PollInterval"] = "00:10:00";
        await using var host = await ApiHost.StartAsync(settings: settings);
        using var user = await host.RegisterAsync();
        var (one, _) = await user.HookAsync(receiver.Open("one"));
        await user.HookAsync(receiver.Open("other"), OtherType);
        var writer = new EventWriter(user);

        await writer.AppendAsync(WebhookCalls.Type, 2);
        await receiver.ReceiveAsync("one", 2);
        await writer.AppendAsync(OtherType);
        await receiver.ReceiveAsync("other", 1);
        Assert.Equal([1L, 2L], receiver.Received("one").Select(delivery => delivery.Seq));
        Assert.Equal([3L], receiver.Received("other").Select(delivery => delivery.Seq));

        Assert.Equal(200, (int)(await user.PatchAsync(one, new { event_types = new[] { OtherType } })).Status);
        await writer.AppendAsync(OtherType);
        await receiver.ReceiveAsync("other", 2);
        // The event 3 may have been considered before the change, or after it.
        await Eventually.True(() => receiver.Received("one").Any(delivery => delivery.Seq == 4));
    }
}
