using EmailAgent.Grains.Access;
using EmailAgent.Grains.Events;

namespace EmailAgent.Stores.Tests.Events;

public sealed class EventLogTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Append_ManyWritersOfOneUser_LeavesNoGapAndNoReaderSeesOne()
    {
        var user = await storage.AddUserAsync();
        var mailboxes = new List<TestMailbox>();
        for (var i = 0; i < 4; i++)
            mailboxes.Add(await storage.AddMailboxAsync(user));

        using var done = new CancellationTokenSource();
        var reader = Task.Run(() => ReadUntilAsync(user, done.Token));
        await Task.WhenAll(mailboxes.Select((mailbox, index) => Task.Run(() => WriteAsync(mailbox, index))));
        await done.CancelAsync();

        var seen = await reader;
        var all = await storage.Events.ReadAsync(Visibility.OfAll(user), 0, [], 100_000, default);
        Assert.Equal(4 * 25 * 3, all.Count);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(seq => (long)seq), all.Select(entry => entry.Seq));
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(seq => (long)seq), seen);
        Assert.Equal(all.Count, await storage.Events.GetLastAsync(user, default));
    }

    [PostgresFact]
    public async Task Read_AfterLimitTypes_AreObserved()
    {
        var user = await storage.AddUserAsync();
        Assert.Equal(0, await storage.Events.GetLastAsync(user, default));
        Assert.Null(await storage.Events.AppendAsync(user, [], default));
        Assert.Equal(3, await storage.Events.AppendAsync(user, [new("a", "{}"), new("b", """{"x":1}"""), new("a", "{}")], default));

        Assert.Equal([2L, 3L], (await storage.Events.ReadAsync(Visibility.OfAll(user), 1, [], 10, default)).Select(entry => entry.Seq));
        Assert.Equal([1L], (await storage.Events.ReadAsync(Visibility.OfAll(user), 0, ["a"], 1, default)).Select(entry => entry.Seq));
        Assert.Equal([1L, 3L], (await storage.Events.ReadAsync(Visibility.OfAll(user), 0, ["a", "c"], 10, default)).Select(entry => entry.Seq));
        Assert.Empty(await storage.Events.ReadAsync(Visibility.OfAll(await storage.AddUserAsync()), 0, [], 10, default));
    }

    // Every third commit fails after its events have been numbered: the numbers must come back.
    private async Task WriteAsync(TestMailbox mailbox, int index)
    {
        for (var round = 0; round < 25; round++)
        {
            await mailbox.AddAsync(mailbox.Message(round * 2 + 1), mailbox.Message(round * 2 + 2));
            await storage.Events.AppendAsync(mailbox.UserId, [new NewEvent("own", "{}")], default);
            if (round % 3 == index % 3)
                await Assert.ThrowsAsync<Npgsql.PostgresException>(() => storage.Events.AppendAsync(mailbox.UserId, [new NewEvent("ok", "{}"), new NewEvent("bad", "no json")], default));
        }
    }

    private async Task<List<long>> ReadUntilAsync(Guid user, CancellationToken done)
    {
        var seen = new List<long>();
        while (true)
        {
            var last = done.IsCancellationRequested;
            var entries = await storage.Events.ReadAsync(Visibility.OfAll(user), seen.Count == 0 ? 0 : seen[^1], [], 1000, default);
            seen.AddRange(entries.Select(entry => entry.Seq));
            if (last && entries.Count == 0)
                return seen;
        }
    }
}
