using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Webhooks;
using Npgsql;

namespace EmailAgent.Stores.Tests.Webhooks;

public sealed class WebhookStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const int Many = 100;
    private const string Type = "email.received";

    private WebhookStore Store => storage.Get<WebhookStore>();

    private WebhookQueue Queue => storage.Get<WebhookQueue>();

    private WebhookTending Tending => storage.Get<WebhookTending>();

    [PostgresFact]
    public async Task AddEvents_OfManyWorkersAtTheSameMoment_AdvancesCursorAndDeliveriesTogetherOnce()
    {
        var (row, epoch) = await AddAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Queue.AddEventsAsync(row, epoch, 3, Deliveries(1, 3), default)));

        Assert.Single(results, isAdded => isAdded);
        Assert.Equal(3, (await FindAsync(row)).Cursor);
        Assert.Equal([1L, 3L], await WaitingAsync(row));
        Assert.False(await Queue.AddEventsAsync(row, epoch, 3, Deliveries(4), default));
        Assert.Equal([1L, 3L], await WaitingAsync(row));
    }

    [PostgresFact]
    public async Task AddEvents_ThatFails_LeavesTheCursor()
    {
        var (row, epoch) = await AddAsync(1);
        var found = await FindAsync(row);

        // The event 1 has its delivery.
        await Assert.ThrowsAsync<PostgresException>(() => Queue.AddEventsAsync(found, epoch, 2, Deliveries(2, 1), default));

        Assert.Equal(1, (await FindAsync(row)).Cursor);
        Assert.Equal([1L], await WaitingAsync(row));
    }

    [PostgresFact]
    public async Task Worker_OfAnOlderEpoch_BeginsAndAddsNothing()
    {
        var (row, older) = await AddAsync(1);
        var id = await WaitingIdAsync(row);
        Assert.Equal(1, await Queue.BeginAsync(row, older, id, default));

        var newer = (await Queue.BeginEpochAsync(row.Id, default))!.Value;

        Assert.Null(await Queue.BeginAsync(row, older, id, default));
        Assert.False(await Queue.AddEventsAsync(await FindAsync(row), older, 2, Deliveries(2), default));
        Assert.Equal(1, (await FindAsync(row)).Cursor);
        var interrupted = (await storage.Get<WebhookLog>().FindAsync(row.Id, id, default))!;
        Assert.Equal((WebhookDeliveryStates.Pending, 1), (interrupted.Delivery.Status, interrupted.Delivery.Attempts));
        Assert.NotNull(Assert.Single(interrupted.AttemptLog).DurationMs);
        Assert.Equal(2, await Queue.BeginAsync(row, newer, id, default));
        Assert.True(await Queue.AddEventsAsync(await FindAsync(row), newer, 2, Deliveries(2), default));
    }

    [PostgresFact]
    public async Task Change_OfTheSelection_SelectsAgainWhatWaitsWithoutAnAttempt()
    {
        var (row, epoch) = await AddAsync(1, 2, 3);
        await Queue.BeginAsync(row, epoch, await WaitingIdAsync(row), default);
        var before = await FindAsync(row);

        Assert.True(await Store.UpdateAsync(before with { Description = "other" }, before.UpdatedAt, Entry(row), default));

        Assert.Equal([1L], await WaitingAsync(row));
        Assert.Equal(1, (await FindAsync(row)).Cursor);
        Assert.False(await Queue.AddEventsAsync(before, epoch, 3, Deliveries(2, 3), default));
        Assert.False(await Store.UpdateAsync(before, before.UpdatedAt, Entry(row), default));
    }

    [PostgresFact]
    public async Task Change_OfTheAddress_HoldsForReplaysThatWait()
    {
        var (row, epoch) = await AddAsync(1);
        var replay = Deliveries(1)[0];
        Assert.True(await storage.Get<WebhookLog>().AddReplaysAsync(row.Id, [replay], Many, Entry(row), default));

        Assert.True(await Store.UpdateAsync(row with { Url = "https://example.net/hook" }, row.UpdatedAt, Entry(row), default));

        Assert.Null(await Queue.BeginAsync(row, epoch, replay.Id, default));
        Assert.Equal(1, await Queue.BeginAsync(await FindAsync(row), epoch, replay.Id, default));
    }

    [PostgresFact]
    public async Task Rotation_ThatIsRepeated_ReplacesTheKeysOnce()
    {
        var (row, _) = await AddAsync();
        var (rotation, until) = (Guid.CreateVersion7(), row.CreatedAt.AddDays(1));

        Assert.True(await Store.RotateAsync(row.Id, rotation, [2], publicKey: null, until, Entry(row), default));
        Assert.False(await Store.RotateAsync(row.Id, rotation, [3], publicKey: null, until, Entry(row), default));

        var rotated = await FindAsync(row);
        Assert.Equal(2, Assert.Single(rotated.Secret));
        Assert.Equal(1, Assert.Single(rotated.PreviousSecret));
    }

    [PostgresFact]
    public async Task Rotations_WithinTheOverlap_KeepThreePreviousSecretsEachUntilItsTime()
    {
        var (row, _) = await AddAsync();
        for (byte secret = 2; secret <= 6; secret++)
            Assert.True(await Store.RotateAsync(row.Id, Guid.CreateVersion7(), [secret], publicKey: null, TimeProvider.System.GetUtcNow().AddHours(secret), Entry(row), default));

        var rotated = await FindAsync(row);
        Assert.Equal(6, Assert.Single(rotated.Secret));
        Assert.Equal(5, Assert.Single(rotated.PreviousSecret));
        Assert.Equal([4, 3], rotated.OlderSecrets.Select(older => (int)Assert.Single(older.Secret)));
        Assert.True(rotated.PreviousUntil > rotated.OlderSecrets[0].Until && rotated.OlderSecrets[0].Until > rotated.OlderSecrets[1].Until);

        await storage.ScalarAsync<long>("WITH ended AS (UPDATE webhook_older_secrets SET valid_until = now() WHERE user_id = $1 RETURNING 1) SELECT count(*) FROM ended", row.Id.UserId);
        Assert.True(await Store.RotateAsync(row.Id, Guid.CreateVersion7(), [7], publicKey: null, TimeProvider.System.GetUtcNow().AddHours(7), Entry(row), default));
        Assert.Equal(5, Assert.Single(Assert.Single((await FindAsync(row)).OlderSecrets).Secret));
        Assert.True(await Store.DeleteAsync(row.Id, expected: null, Entry(row), default));
        Assert.Equal(0, await CountAsync("webhook_older_secrets", row));
    }

    [PostgresFact]
    public async Task Types_AfterAPosition_AreListedOnceWithTheLastPosition()
    {
        var userId = await storage.AddUserAsync();
        await storage.Events.AppendAsync(userId, [new NewEvent(Type, "{}"), new NewEvent("email.deleted", "{}"), new NewEvent(Type, "{}")], default);

        var (position, types) = await Tending.ListTypesAsync(userId, 0, default);
        Assert.Equal(3, position);
        Assert.Equal(["email.deleted", Type], types.Order(StringComparer.Ordinal));
        Assert.Equal([Type], (await Tending.ListTypesAsync(userId, 2, default)).Types);
        Assert.Equal(3, (await Tending.ListTypesAsync(userId, 3, default)).Position);
    }

    [PostgresFact]
    public async Task Counts_AreOfTheOldestEventThatWaits_AndOfTheReasons()
    {
        var (waiting, epoch) = await AddAsync(1);
        var (disabled, other) = await AddAsync(1);
        var before = await Tending.CountAsync(default);
        await storage.ScalarAsync<long>(
            "WITH older AS (UPDATE webhook_deliveries SET created_at = now() - interval '500 days' WHERE user_id = $1 RETURNING 1) SELECT count(*) FROM older", waiting.Id.UserId);
        var id = await WaitingIdAsync(disabled);
        await Queue.EndAsync(
            disabled.Id, id, (await Queue.BeginAsync(disabled, other, id, default))!.Value, Result(410, WebhookDeliveryStates.Pending, WebhookReasons.Gone), Entry(disabled), default);

        var counts = await Tending.CountAsync(default);
        Assert.True(counts.Oldest >= TimeSpan.FromDays(499), $"{counts.Oldest}");
        Assert.Equal(before.Gone + 1, counts.Gone);
        await Queue.EndAsync(
            waiting.Id, await WaitingIdAsync(waiting), (await Queue.BeginAsync(waiting, epoch, await WaitingIdAsync(waiting), default))!.Value, Result(200, WebhookDeliveryStates.Delivered), null, default);
        Assert.True((await Tending.CountAsync(default)).Oldest < TimeSpan.FromDays(499));
    }

    [PostgresFact]
    public async Task End_ThatDisables_WritesTheEventOnceAndKeepsTheDelivery()
    {
        var (row, epoch) = await AddAsync(1);
        var id = await WaitingIdAsync(row);
        var number = (await Queue.BeginAsync(row, epoch, id, default))!.Value;

        Assert.True(await Queue.EndAsync(row.Id, id, number, Result(410, WebhookDeliveryStates.Pending, WebhookReasons.Gone), Entry(row), default));
        Assert.False(await Queue.EndAsync(row.Id, id, number, Result(410, WebhookDeliveryStates.Pending, WebhookReasons.Gone), Entry(row), default));

        Assert.Null(await Queue.FindActiveAsync(row.Id, default));
        Assert.Null(await Queue.BeginAsync(row, epoch, id, default));
        Assert.Equal([1L], await WaitingAsync(row));
        Assert.Equal(
            [WebhookEvents.Disabled], (await storage.Events.ReadAsync(Visibility.OfAll(row.Id.UserId), 0, [], Many, default)).Select(logged => logged.Type));
        Assert.Contains(row.Id.UserId, await NoticesAsync());
        await Tending.SettleNoticeAsync(row.Id.UserId, default);
        Assert.DoesNotContain(row.Id.UserId, await NoticesAsync());

        var disabled = await FindAsync(row);
        Assert.True(await Store.UpdateAsync(disabled with { Enabled = true }, disabled.UpdatedAt, Entry(row), default));
        Assert.Null((await FindAsync(row)).DisabledReason);
        Assert.Equal(0, Assert.Single(await Queue.ListEventsAsync(row.Id, Many, default)).Failures);
    }

    [PostgresFact]
    public async Task Pruning_DeletesOnlyWhatEndedBefore_WithItsAttempts()
    {
        var (row, epoch) = await AddAsync(1, 2, 3);
        foreach (var waiting in (await Queue.ListEventsAsync(row.Id, Many, default)).Take(2))
        {
            var number = (await Queue.BeginAsync(row, epoch, waiting.Id, default))!.Value;
            await Queue.EndAsync(row.Id, waiting.Id, number, Result(200, WebhookDeliveryStates.Delivered), entry: null, default);
        }

        var now = TimeProvider.System.GetUtcNow();
        Assert.False(await Tending.DeleteEndedAsync(now.AddDays(-1), 1, default));
        Assert.Equal((3L, 2L), (await CountAsync("webhook_deliveries", row), await CountAsync("webhook_attempts", row)));
        Assert.True(await Tending.DeleteEndedAsync(now.AddDays(1), 1, default));
        while (await Tending.DeleteEndedAsync(now.AddDays(1), 1, default))
        {
        }

        Assert.Equal((1L, 0L), (await CountAsync("webhook_deliveries", row), await CountAsync("webhook_attempts", row)));
        Assert.Equal([3L], await WaitingAsync(row));
    }

    [PostgresFact]
    public async Task Deletion_OfTheWebhook_DeletesItAtOnceAndItsDeliveriesInSteps()
    {
        var (row, epoch) = await AddAsync(1, 2, 3);
        var (other, _) = await AddAsync(1);
        var id = await WaitingIdAsync(row);
        await Queue.BeginAsync(row, epoch, id, default);

        Assert.True(await Store.DeleteAsync(row.Id, row.UpdatedAt, Entry(row), default));

        Assert.False(await Store.DeleteAsync(row.Id, expected: null, Entry(row), default));
        Assert.Null(await storage.Get<WebhookLog>().FindAsync(row.Id, id, default));
        Assert.False(await storage.Get<WebhookLog>().AddReplaysAsync(row.Id, Deliveries(1), Many, Entry(row), default));
        while (await Tending.DeleteLeftAsync(1, default))
        {
        }

        foreach (var table in (string[])["webhook_deliveries", "webhook_attempts", "deleted_webhooks"])
            Assert.Equal(0, await CountAsync(table, row));
        Assert.Equal(1, await CountAsync("webhook_deliveries", other));
    }

    [PostgresFact]
    public async Task Erasure_OfTheAccount_DeletesAllOfIt()
    {
        var (row, epoch) = await AddAsync(1);
        var (other, _) = await AddAsync(1);
        await Queue.BeginAsync(row, epoch, await WaitingIdAsync(row), default);
        var erasure = storage.Get<ErasureStore>();

        Assert.Equal(ErasureResult.Begun, await erasure.BeginAsync(row.Id.UserId, Entry(row), default));

        Assert.Equal(0, await CountAsync("webhooks", row));
        Assert.Null(await Queue.BeginEpochAsync(row.Id, default));
        while (!await erasure.EraseChunkAsync(row.Id.UserId, Many, default))
        {
        }

        foreach (var table in (string[])["webhook_deliveries", "webhook_attempts"])
            Assert.Equal(0, await CountAsync(table, row));
        Assert.Equal(1, await CountAsync("webhook_deliveries", other));
    }

    /// <summary>Adds a webhook whose events up to the last of these positions have been considered.</summary>
    private async Task<(WebhookRow Row, long Epoch)> AddAsync(params long[] waiting)
    {
        var row = await TestWebhook.AddAsync(storage, await storage.AddUserAsync());
        var epoch = (await Queue.BeginEpochAsync(row.Id, default))!.Value;
        if (waiting.Length > 0)
            Assert.True(await Queue.AddEventsAsync(row, epoch, waiting[^1], Deliveries(waiting), default));
        return (row, epoch);
    }

    private async Task<WebhookRow> FindAsync(WebhookRow row) => (await Store.FindAsync(row.Id, default))!;

    private async Task<IReadOnlyList<long>> WaitingAsync(WebhookRow row) => [.. (await Queue.ListEventsAsync(row.Id, Many, default)).Select(waiting => waiting.Seq ?? 0)];

    private async Task<Guid> WaitingIdAsync(WebhookRow row) => (await Queue.ListEventsAsync(row.Id, 1, default))[0].Id;

    private async Task<IReadOnlyList<Guid>> NoticesAsync() => [.. (await Tending.ListNoticesAsync(default)).Select(notice => notice.UserId)];

    private Task<long> CountAsync(string table, WebhookRow row) => storage.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", row.Id.UserId);

    private static NewDelivery[] Deliveries(params long[] positions) => [.. positions.Select(seq => new NewDelivery(Guid.CreateVersion7(), seq, Type))];

    private static AttemptResult Result(int status, string state, string? reason = null) =>
        new(status, "", Error: null, TimeSpan.Zero, state, TimeProvider.System.GetUtcNow(), reason);

    private static AuditEntry Entry(WebhookRow row) => TestWebhook.Entry(row);
}
