using EmailAgent.Grains.Events;
using EmailAgent.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace EmailAgent.Stores.Tests.Webhooks;

public sealed class WebhookReplayTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const int Events = 5;

    [PostgresFact]
    public async Task Replays_OfMoreEventsThanMayWait_SayWhereToContinue()
    {
        var row = await AddAsync();
        var replays = new WebhookReplays(storage.Get<WebhookLog>(), storage.Get<WebhookIntake>(), Options.Create(new WebhookOptions { LargestReplay = 2 }));

        var first = await replays.AddAsync(row, After(1), default);
        Assert.Equal(new WebhookReplay(2, 3), first.Value);
        var second = await replays.AddAsync(row, After(3), default);
        Assert.Equal(new WebhookReplay(0, 3), second.Value);

        Assert.Equal([2L, 3L], (await storage.Get<WebhookQueue>().ListOthersAsync(row.Id, Events, default)).Select(waiting => waiting.Seq ?? 0));
    }

    [PostgresFact]
    public async Task Replays_AfterAPosition_EndAtATime()
    {
        var row = await AddAsync();
        var replays = storage.Get<WebhookReplays>();

        Assert.Null(WebhookPolicy.Check(After(0) with { To = DateTimeOffset.UnixEpoch }));
        var none = await replays.AddAsync(row, After(0) with { To = DateTimeOffset.UnixEpoch }, default);
        Assert.Equal(new WebhookReplay(0, null), none.Value);
        var all = await replays.AddAsync(row, After(0) with { To = TimeProvider.System.GetUtcNow().AddDays(1) }, default);
        Assert.Equal(new WebhookReplay(Events, null), all.Value);
    }

    private static WebhookReplayRequest After(long position) => new(Ids: null, position, From: null, To: null);

    /// <summary>Adds a webhook that has received all events of its owner.</summary>
    private async Task<WebhookRow> AddAsync()
    {
        var userId = await storage.AddUserAsync();
        await storage.Events.AppendAsync(userId, [.. Enumerable.Repeat(new NewEvent("email.received", "{}"), Events)], default);
        return await TestWebhook.AddAsync(storage, userId);
    }
}
