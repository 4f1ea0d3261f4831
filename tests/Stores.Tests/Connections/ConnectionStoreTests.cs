using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Stores.Tests.Connections;

public sealed class ConnectionStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private ConnectionStore Store => storage.Connections;

    [PostgresFact]
    public async Task Insert_SameMailboxTwice_IsRefusedUntilTheFirstIsDeleted()
    {
        var user = await storage.AddUserAsync();
        var first = TestMailbox.NewConnection(user, Guid.NewGuid(), "me@host:993");
        Assert.Equal(InsertConnectionResult.Inserted, await Store.InsertAsync(first, default));
        Assert.Equal(InsertConnectionResult.AlreadyConnected, await Store.InsertAsync(first with { Id = Guid.NewGuid() }, default));
        Assert.Equal(InsertConnectionResult.UserGone, await Store.InsertAsync(first with { UserId = Guid.NewGuid() }, default));

        Assert.Equal(1, await Store.MarkDeletingAsync(user, first.Id, null, default));
        Assert.Null(await Store.MarkDeletingAsync(user, first.Id, null, default));
        Assert.Equal(InsertConnectionResult.Inserted, await Store.InsertAsync(first with { Id = Guid.NewGuid() }, default));
        Assert.Null(await Store.GetAsync(user, first.Id, default));
        Assert.Single(await Store.ListAsync(user, default));
        Assert.Contains(new ConnectionKey(user, first.Id), await Store.ListDeletingAsync(default));
        Assert.DoesNotContain(new ConnectionKey(user, first.Id), await Store.ListActiveAsync(default));
    }

    [PostgresFact]
    public async Task Get_Connection_IsWhatWasStored()
    {
        var user = await storage.AddUserAsync();
        var id = Guid.NewGuid();
        await Store.InsertAsync(TestMailbox.NewConnection(user, id, "x") with { DisplayName = "Mine\0" }, default);

        Assert.True(await Store.UpdateAsync(user, id, new ConnectionUpdate(null, [9]), default));
        Assert.Equal(1, await Store.UpdateStatusAsync(user, id, ConnectionStatus.Error, "connection_failed", "No\0 answer", new NewEvent("connection.error", "{}"), default));
        Assert.Null(await Store.UpdateStatusAsync(user, id, ConnectionStatus.Connected, null, null, null, default));
        Assert.Null(await Store.UpdateStatusAsync(Guid.NewGuid(), id, ConnectionStatus.Error, null, null, new NewEvent("connection.error", "{}"), default));

        var stored = (await Store.GetAsync(user, id, default))!;
        Assert.Equal(("Mine", ConnectionStatus.Connected, null, null), (stored.DisplayName, stored.Status, stored.Error, stored.ErrorCode));
        Assert.Equal([9], stored.Secret);
        Assert.Null(await Store.GetAsync(await storage.AddUserAsync(), id, default));
    }

    [PostgresFact]
    public async Task DeleteMailChunk_InSteps_RemovesEverythingOfTheConnectionAndNothingElse()
    {
        var user = await storage.AddUserAsync();
        var gone = await storage.AddMailboxAsync(user);
        var stays = await storage.AddMailboxAsync(user);
        foreach (var mailbox in new[] { gone, stays })
            await mailbox.AddAsync([.. Enumerable.Range(1, 25).Select(uid => mailbox.Message(uid) with { Attachments = [new(Guid.NewGuid(), "2", "a", "b/c", 1, false, null)] })]);
        var remover = storage.Get<MailRemover>();
        Assert.True(await remover.DeleteMailChunkAsync(user, stays.ConnectionId, 10, default));

        await Store.MarkDeletingAsync(user, gone.ConnectionId, null, default);
        var steps = 0;
        await using (var restarted = storage.Restart())
        {
            // Each step may be the last before a crash: another process goes on.
            while (!await (steps % 2 == 0 ? remover : restarted.Get<MailRemover>()).DeleteMailChunkAsync(user, gone.ConnectionId, 10, default))
                steps++;
        }

        Assert.InRange(steps, 3, 10);
        foreach (var table in new[] { "messages", "message_bodies", "message_documents", "message_labels", "attachments", "threads", "thread_references" })
            Assert.Equal(25L, await storage.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", user));
        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(*) FROM connections WHERE user_id = $1", user));
        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(*) FROM labels WHERE user_id = $1", user));
        Assert.DoesNotContain((await stays.EventsAsync()).Select(entry => entry.Type), type => type == "email.deleted");
    }
}
