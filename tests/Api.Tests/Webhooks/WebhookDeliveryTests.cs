using System.Text;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Webhooks;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>Events on their way to endpoints over TLS, as these see them.</summary>
public sealed class WebhookDeliveryTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    private ApiHost Host => fixture.Host;

    private WebhookReceiver Receiver => fixture.Receiver;

    [PostgresFact]
    public async Task Events_AfterARotation_AreSignedWithBothSecrets()
    {
        using var user = await Host.RegisterAsync();
        var (one, first) = await user.HookAsync(Receiver.Open("rotated"));
        await new EventWriter(user).AppendAsync(WebhookCalls.Type);
        var before = Assert.Single(await Receiver.ReceiveAsync("rotated", 1));

        var second = (await user.PostAsync($"{one}/rotate-secret", new { })).Text("secret");
        await new EventWriter(user).AppendAsync(WebhookCalls.Type);
        var after = (await Receiver.ReceiveAsync("rotated", 2))[1];

        Assert.Single(before.Signatures);
        Assert.True(before.IsSignedWith(first));
        Assert.False(before.IsSignedWith(second));
        Assert.Equal(2, after.Signatures.Count);
        Assert.True(after.IsSignedWith(second));
        Assert.True(after.IsSignedWith(first));
        Assert.Equal((2L, WebhookCalls.Type), (after.Seq, after.Type));
    }

    [PostgresFact]
    public async Task Endpoint_ThatIsGone_IsDisabledAndCanBeResumedWithoutALoss()
    {
        using var user = await Host.RegisterAsync();
        var (one, _) = await user.HookAsync(Receiver.Open("gone", WebhookReceiver.Status(410)));
        await new EventWriter(user).AppendAsync(WebhookCalls.Type, 2);
        await Eventually.True(async () => !(await user.GetAsync(one)).Json.GetProperty("enabled").GetBoolean());

        Assert.Equal(WebhookReasons.Gone, (await user.GetAsync(one)).Text("disabled_reason"));
        var logged = (await user.GetAsync("/api/v1/events")).Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("type").GetString() == WebhookEvents.Disabled);
        Assert.Equal(WebhookReasons.Gone, logged.GetProperty("data").GetProperty("reason").GetString());
        Assert.EndsWith($"/{logged.GetProperty("data").GetProperty("webhook_id").GetString()}", one, StringComparison.Ordinal);
        await Host.AuditedAsync(user.UserId, WebhookActions.Disable);
        (await user.PostAsync($"{one}/test", new { type = WebhookCalls.Type })).IsProblem(409, WebhookProblems.Disabled);
        Assert.Single(Receiver.Received("gone"));

        Assert.Equal(200, (int)(await user.PatchAsync(one, new { enabled = true })).Status);
        var received = await Receiver.ReceiveAsync("gone", 3);
        Assert.Equal([1L, 1L, 2L], received.Select(delivery => delivery.Seq));
        Assert.Equal(received[0].Id, received[1].Id);
        await user.ReachedAsync(one, 3);
    }

    [PostgresFact]
    public async Task Redirect_IsNotFollowed()
    {
        using var user = await Host.RegisterAsync();
        var target = Receiver.Open("target");
        var (one, _) = await user.HookAsync(Receiver.Open("moved", context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = target;
            return Task.CompletedTask;
        }));

        await user.PostAsync($"{one}/test", new { type = WebhookCalls.Type });
        await Eventually.True(async () => Assert.Single(await user.DeliveriesAsync(one)).GetProperty("status").GetString() != WebhookDeliveryStates.Pending);

        var delivery = Assert.Single(await user.DeliveriesAsync(one));
        Assert.Equal((WebhookDeliveryStates.Failed, 307), (delivery.GetProperty("status").GetString(), delivery.GetProperty("response_status").GetInt32()));
        Assert.Single(Receiver.Received("moved"));
        Assert.Empty(Receiver.Received("target"));
        await Host.AuditedAsync(user.UserId, WebhookActions.Test);
    }

    [PostgresFact]
    public async Task Replay_DeliversAgainUnderTheSameIdsAndLeavesThePosition()
    {
        using var user = await Host.RegisterAsync();
        var (one, _) = await user.HookAsync(Receiver.Open("replayed"));
        await new EventWriter(user).AppendAsync(WebhookCalls.Type, 3);
        var first = await Receiver.ReceiveAsync("replayed", 3);
        await user.ReachedAsync(one, 3);

        var replay = await user.PostAsync($"{one}/replay", new { after = 1 });
        Assert.Equal((202, 2), ((int)replay.Status, replay.Json.GetProperty("count").GetInt32()));
        var again = await Receiver.ReceiveAsync("replayed", 5);
        Assert.Equal([1L, 2L, 3L, 2L, 3L], again.Select(delivery => delivery.Seq));
        Assert.Equal(first.Skip(1).Select(delivery => delivery.Id), again.Skip(3).Select(delivery => delivery.Id));
        Assert.Equal((3L, 0L), await ProgressAsync(user, one));

        var last = (await user.DeliveriesAsync(one))[^1].GetProperty("id").GetString();
        Assert.Equal(1, (await user.PostAsync($"{one}/replay", new { ids = new[] { last } })).Json.GetProperty("count").GetInt32());
        Assert.Equal(1, (await Receiver.ReceiveAsync("replayed", 6))[5].Seq);
        Assert.Equal((3L, 0L), await ProgressAsync(user, one));
        (await user.PostAsync($"{one}/replay", new { ids = new[] { $"{Guid.NewGuid():N}" } })).IsProblem(404, "not_found");
        (await user.PostAsync($"{one}/replay", new { })).IsProblem(400, "validation_failed");
        await Host.AuditedAsync(user.UserId, WebhookActions.Replay);
    }

    [PostgresFact]
    public async Task Deliveries_OfAWebhook_AreListedByPagesAndShownWithTheirAttempts()
    {
        using var user = await Host.RegisterAsync();
        var (one, _) = await user.HookAsync(Receiver.Open("listed"));
        await new EventWriter(user).AppendAsync(WebhookCalls.Type, 3);
        await user.ReachedAsync(one, 3);

        var page = await user.GetAsync($"{one}/deliveries?status=delivered&event_type={WebhookCalls.Type}&limit=2");
        Assert.Equal([3L, 2L], page.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("seq").GetInt64()));
        var rest = await user.DeliveriesAsync(one, $"?limit=2&after={page.Text("next_after")}");
        var oldest = Assert.Single(rest);
        Assert.Equal(1, oldest.GetProperty("seq").GetInt64());
        Assert.Empty(await user.DeliveriesAsync(one, "?status=failed"));
        Assert.Empty(await user.DeliveriesAsync(one, "?event_type=email.deleted"));

        var detail = (await user.GetAsync($"{one}/deliveries/{oldest.GetProperty("id").GetString()}")).Json;
        var attempt = Assert.Single(detail.GetProperty("attempt_log").EnumerateArray());
        Assert.Equal((1, 200, "ok"), (attempt.GetProperty("number").GetInt32(), attempt.GetProperty("response_status").GetInt32(), attempt.GetProperty("response_head").GetString()));
        Assert.True(attempt.GetProperty("duration_ms").GetInt64() >= 0);
        Assert.Equal(Encoding.UTF8.GetString(Receiver.Received("listed")[0].Body), detail.GetProperty("payload").GetString());
        Assert.Equal(Receiver.Received("listed")[0].Id, detail.GetProperty("delivery").GetProperty("webhook_message_id").GetString());
        (await user.GetAsync($"{one}/deliveries/{Guid.NewGuid():N}")).IsProblem(404, "not_found");
        Assert.Equal(["after"], (await user.GetAsync($"{one}/deliveries?after=x")).IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresTheory]
    [InlineData("webhooks:read", false)]
    [InlineData("webhooks:read events:read", true)]
    [InlineData("webhooks:read webhooks:manage", true)]
    public async Task Payload_ForAKey_IsShownIfItCanHaveEvents(string scopes, bool isShown)
    {
        using var user = await Host.RegisterAsync();
        var (one, _) = await user.HookAsync(Receiver.Open($"payload-{scopes.Replace(':', '-').Replace(' ', '-')}"));
        await new EventWriter(user).AppendAsync(WebhookCalls.Type);
        await user.ReachedAsync(one, 1);
        using var key = user.With(await user.CreateAsync(scopes.Split(' ')));

        var delivery = Assert.Single(await key.DeliveriesAsync(one));
        var detail = (await key.GetAsync($"{one}/deliveries/{delivery.GetProperty("id").GetString()}")).Json;

        Assert.Equal(isShown, detail.GetProperty("payload").GetString() is not null);
        Assert.Single(detail.GetProperty("attempt_log").EnumerateArray());
    }

    private static async Task<(long Position, long Behind)> ProgressAsync(ApiClient user, string one)
    {
        var health = await user.HealthAsync(one);
        return (health.GetProperty("position").GetInt64(), health.GetProperty("behind").GetInt64());
    }
}
