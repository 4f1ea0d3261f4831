using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Push;
using EmailAgent.Grains.SignIn;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests.Push;

public sealed class WatchStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly NewTokens Tokens = new([1], [2], DateTimeOffset.UnixEpoch, ["mail"]);
    private static readonly PushWish Everything = new(null, [], Excludes: false);

    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [PostgresFact]
    public async Task Push_OfAnAddress_IsHeardByAllItsConnectionsAndEndsTheirSilence()
    {
        var (watches, notifications) = (new WatchStore(storage.DataSource), new NotificationStore(storage.DataSource, _clock));
        var account = Guid.NewGuid().ToString("N");
        var keys = new[] { await WatchAsync(account, Everything), await WatchAsync(account, Everything) };
        var silent = keys[1];
        await notifications.InsertAsync("gmail", $"{account}@example.org", "1", "1", default);
        foreach (var key in keys)
            Assert.Equal(_clock.GetUtcNow(), (await watches.ReadAsync(key.UserId, key.Id, default))!.HeardAt);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await watches.SilentAsync(silent.UserId, silent.Id, _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(-1), default));
        Assert.True(await watches.SilentAsync(silent.UserId, silent.Id, _clock.GetUtcNow(), _clock.GetUtcNow(), default));
        Assert.False(await watches.SilentAsync(silent.UserId, silent.Id, _clock.GetUtcNow(), _clock.GetUtcNow(), default));

        // The same push once more: not written down, and yet heard.
        Assert.Empty(await notifications.InsertAsync("gmail", $"{account}@EXAMPLE.org", "1", "1", default));
        var (others, heard) = ((await watches.ReadAsync(keys[0].UserId, keys[0].Id, default))!, (await watches.ReadAsync(silent.UserId, silent.Id, default))!);
        Assert.Equal((null, _clock.GetUtcNow()), (heard.SilentSince, heard.HeardAt));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(-1), others.HeardAt);

        await watches.WishAsync(silent.UserId, silent.Id, wanted: true, Everything, default);
        Assert.Null((await watches.ReadAsync(silent.UserId, silent.Id, default))!.HeardAt);
    }

    // Pushes for one address come side by side, for several connections: nobody waits for another in a circle.
    [PostgresFact]
    public async Task Pushes_SideBySide_AreAllWrittenDown()
    {
        var notifications = new NotificationStore(storage.DataSource, TimeProvider.System);
        var account = Guid.NewGuid().ToString("N");
        ConnectionKey[] keys = [await WatchAsync(account, Everything), await WatchAsync(account, Everything), await WatchAsync(account, Everything)];
        var watches = new WatchStore(storage.DataSource);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, stop) =>
        {
            foreach (var key in keys)
                await watches.SilentAsync(key.UserId, key.Id, TimeProvider.System.GetUtcNow(), DateTimeOffset.MaxValue, stop);
            Assert.Equal(3, (await notifications.InsertAsync("gmail", $"{account}@example.org", $"{number}", $"{number}", stop)).Count);
        });
    }

    [PostgresFact]
    public async Task Others_OfAnAccount_AreThoseWhoWantItPushed()
    {
        var watches = new WatchStore(storage.DataSource);
        var account = Guid.NewGuid().ToString("N");
        var mine = await WatchAsync(account, new PushWish(null, ["A"], Excludes: false));
        var theirs = await WatchAsync(account, new PushWish("topic", ["B"], Excludes: true));
        await WatchAsync(Guid.NewGuid().ToString("N"), Everything);

        var other = Assert.Single(await watches.ListOthersAsync(mine.UserId, mine.Id, default));
        Assert.Equal(("topic", "B", true), (other.Topic, other.Labels.Single(), other.Excludes));
        await watches.WishAsync(theirs.UserId, theirs.Id, wanted: false, other, default);
        Assert.Empty(await watches.ListOthersAsync(mine.UserId, mine.Id, default));
    }

    [PostgresFact]
    public async Task Removal_OfPushedMailboxes_LeavesTheStopToTheLastOfAnAccount()
    {
        var revocations = new RevocationStore(storage.DataSource, _clock);
        var account = Guid.NewGuid().ToString("N");
        var (first, last) = (await WatchAsync(account, Everything), await WatchAsync(account, Everything));
        await storage.Connections.MarkDeletingAsync(first.UserId, first.Id, null, default);
        var due = Assert.Single(await revocations.TakeAsync(100, TimeSpan.FromMinutes(1), default), due => due.ConnectionId == first.Id);
        Assert.Equal((true, null), (due.InUse, due.WatchedSettings));
        await revocations.RemoveAsync(due, default);

        await storage.Connections.MarkDeletingAsync(last.UserId, last.Id, null, default);
        due = Assert.Single(await revocations.TakeAsync(100, TimeSpan.FromMinutes(1), default), due => due.ConnectionId == last.Id);
        Assert.False(due.InUse);
        Assert.Contains(account, due.WatchedSettings, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Revocation_OfARefusedSignIn_WaitsAsOthersDo()
    {
        var revocations = new RevocationStore(storage.DataSource, _clock);
        var user = await storage.AddUserAsync();
        await revocations.InsertAsync(user, "gmail", Guid.NewGuid().ToString("N"), [7], default);

        var due = Assert.Single(await revocations.TakeAsync(100, TimeSpan.FromMinutes(1), default), due => due.UserId == user);
        Assert.Equal((false, null, (byte)7), (due.InUse, due.WatchedSettings, due.RefreshToken.Single()));
    }

    private async Task<ConnectionKey> WatchAsync(string account, PushWish wish)
    {
        var (user, id) = (await storage.AddUserAsync(), Guid.NewGuid());
        var settings = $$"""{"email":"{{account}}@example.org"}""";
        var connection = new NewConnection(user, id, "gmail", account, $"{account}@example.org", null, settings, [], ConnectionStatus.Connected) { Tokens = Tokens };
        Assert.Equal(InsertConnectionResult.Inserted, await storage.Connections.InsertAsync(connection, default));
        Assert.True(await new WatchStore(storage.DataSource).WishAsync(user, id, wanted: true, wish, default));
        return new ConnectionKey(user, id);
    }
}
