using EmailAgent.Grains;
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
    public async Task Replays_ByIds_OfMoreThanMayWait_AreRefusedAsAWhole()
    {
        var row = await AddAsync();
        var epoch = (await storage.Get<WebhookQueue>().BeginEpochAsync(row.Id, default))!.Value;
        NewDelivery[] deliveries = [.. Enumerable.Range(Events + 1, 3).Select(seq => new NewDelivery(Guid.CreateVersion7(), seq, "email.received"))];
        Assert.True(await storage.Get<WebhookQueue>().AddEventsAsync(row, epoch, Events + 3, deliveries, default));
        var replays = new WebhookReplays(storage.Get<WebhookLog>(), storage.Get<WebhookIntake>(), Options.Create(new WebhookOptions { LargestReplay = 4 }));
        var request = new WebhookReplayRequest([.. deliveries.Select(delivery => $"{delivery.Id:N}")], After: null, From: null, To: null);

        Assert.Equal(new WebhookReplay(3, null), (await replays.AddAsync(row, request, default)).Value);
        Assert.Equal(ProblemCodes.TooMany, (await replays.AddAsync(row, request, default)).Problem?.Code);

        Assert.Equal(3, await storage.Get<WebhookLog>().CountWaitingAsync(row.Id, default));
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
