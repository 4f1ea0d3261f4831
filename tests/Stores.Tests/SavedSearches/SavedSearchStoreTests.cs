using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.SavedSearches;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;

namespace EmailAgent.Stores.Tests.SavedSearches;

public sealed class SavedSearchStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private const int Limit = 4;

    private static readonly string[] Names = ["one", "One", "two", "TWO", "three", "four", "five"];

    private SavedSearchStore Store => storage.Get<SavedSearchStore>();

    [PostgresFact]
    public void Writes_InAnyOrder_KeepNamesUniqueAndTheLimit() =>
        // The seed is in the failure's message, and is all that the series depends on but the ids.
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => RunAsync(new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [PostgresFact]
    public async Task Create_OfOneNameAtTheSameMoment_SucceedsOnce()
    {
        var user = await storage.AddUserAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAsync(user, Guid.CreateVersion7(), "one", 100)));

        Assert.Single(results, result => result == SavedSearchResult.Written);
        Assert.Equal(3, results.Count(result => result == SavedSearchResult.NameTaken));
        Assert.Equal([SavedSearchEvents.Created], (await storage.Events.ReadAsync(Visibility.OfAll(user), 0, [], 100, default)).Select(logged => logged.Type));
    }

    [PostgresFact]
    public async Task Write_OfAnotherUsersId_IsRefused()
    {
        var (owner, stranger, id) = (await storage.AddUserAsync(), await storage.AddUserAsync(), Guid.CreateVersion7());
        await CreateAsync(owner, id, "one", Limit);

        Assert.Equal(SavedSearchResult.Refused, await Store.UpdateAsync(stranger, id, new SavedSearchChangesRequest("mine", null), null, Entry(stranger), default));
        Assert.Equal(SavedSearchResult.Refused, await Store.DeleteAsync(stranger, id, null, Entry(stranger), default));
        Assert.Null(await Store.FindAsync(stranger, id, default));
        Assert.Equal("one", (await Store.FindAsync(owner, id, default))!.Name);
    }

    [PostgresFact]
    public async Task Write_AfterAnotherChange_IsRefusedIfItExpectsTheFormerState()
    {
        var (user, id) = (await storage.AddUserAsync(), Guid.CreateVersion7());
        await CreateAsync(user, id, "one", Limit);
        var former = await Store.FindAsync(user, id, default);
        Assert.Equal(SavedSearchResult.Written, await Store.UpdateAsync(user, id, new SavedSearchChangesRequest(null, "y"), former, Entry(user), default));

        Assert.Equal(SavedSearchResult.Refused, await Store.UpdateAsync(user, id, new SavedSearchChangesRequest("two", null), former, Entry(user), default));
        Assert.Equal(SavedSearchResult.Refused, await Store.DeleteAsync(user, id, former, Entry(user), default));
        var current = (await Store.FindAsync(user, id, default))!;
        Assert.Equal(("one", "y"), (current.Name, current.Query));
        Assert.Equal(SavedSearchResult.Written, await Store.DeleteAsync(user, id, current, Entry(user), default));
    }

    [PostgresFact]
    public async Task Texts_ThatTheDatabaseRefuses_AreCleaned()
    {
        var (user, id) = (await storage.AddUserAsync(), Guid.CreateVersion7());

        await Store.CreateAsync(user, id, new SavedSearchRequest("a\uD800", "b\0"), Limit, Entry(user), default);

        var stored = (await Store.FindAsync(user, id, default))!;
        Assert.Equal(("a\uFFFD", "b"), (stored.Name, stored.Query));
    }

    [PostgresFact]
    public async Task Counts_OfUnreadMessages_StopAtTheLimitAndLeaveOutTrash()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Trash");
        await mailbox.AddAsync([.. Enumerable.Range(1, 1001).Select(uid => mailbox.Message(uid))]);
        await mailbox.AddAsync(mailbox.Message(1, "Thrown away", 1), mailbox.Message(1002, "Read", 0, "\\Seen"));

        string[] queries = ["from:ann OR is:unread", "in:trash", "is:read", "smaller:1005", "label:nowhere", "before:never"];
        var counts = await storage.Get<UnreadCounter>().CountAsync(mailbox.Sees, queries, default);

        UnreadCount[] expected = [new(1000, true), new(1, false), new(0, false), new(4, false), new(null, false), new(null, false)];
        Assert.Equal(expected, counts);
    }

    [PostgresFact]
    public async Task Counts_OfOneUserAtTheSameMoment_TakeTurns()
    {
        var (mailbox, other) = (await storage.AddMailboxAsync(), await storage.AddMailboxAsync());
        await using var connection = await storage.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand("LOCK TABLE message_documents IN ACCESS EXCLUSIVE MODE", connection, transaction);
        await locking.ExecuteNonQueryAsync();

        var counts = Enumerable.Repeat(mailbox, 4).Append(other).Select(counted => storage.Get<UnreadCounter>().CountAsync(counted.Sees, ["hello"], default)).ToList();

        await Eventually.True(async () => await CountWaitingAsync() >= 2);
        Assert.Equal(2, await CountWaitingAsync());
        await transaction.RollbackAsync();
        Assert.All(await Task.WhenAll(counts), count => Assert.Equal(new UnreadCount(0, false), Assert.Single(count)));
    }

    private Task<long> CountWaitingAsync() => storage.ScalarAsync<long>("""
        SELECT count(*)
        FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE NOT l.granted AND l.relation = 'message_documents'::regclass AND d.datname = current_database()
        """);

    private async Task<bool> RunAsync(Random random)
    {
        var user = await storage.AddUserAsync();
        var model = new Dictionary<Guid, string>();
        for (var left = 30; left > 0; left--)
        {
            var name = Names[random.Next(Names.Length)];
            var id = model.Count > 0 && random.Next(3) > 0 ? model.Keys.ElementAt(random.Next(model.Count)) : Guid.CreateVersion7();
            var isTaken = model.Any(stored => stored.Key != id && stored.Value.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (!model.ContainsKey(id))
            {
                var expected = model.Count >= Limit ? SavedSearchResult.Refused : isTaken ? SavedSearchResult.NameTaken : SavedSearchResult.Written;
                Assert.Equal(expected, await CreateAsync(user, id, name, Limit));
                if (expected == SavedSearchResult.Written)
                    model.Add(id, name);
            }
            else if (random.Next(2) == 0)
            {
                var result = await Store.UpdateAsync(user, id, new SavedSearchChangesRequest(name, null), null, Entry(user), default);
                Assert.Equal(isTaken ? SavedSearchResult.NameTaken : SavedSearchResult.Written, result);
                if (!isTaken)
                    model[id] = name;
            }
            else
            {
                Assert.Equal(SavedSearchResult.Written, await Store.DeleteAsync(user, id, null, Entry(user), default));
                model.Remove(id);
            }

            Assert.Equal(
                model.Values.OrderBy(stored => stored.ToUpperInvariant(), StringComparer.Ordinal),
                (await Store.ListAsync(user, default)).Select(search => search.Name));
        }

        return true;
    }

    private Task<SavedSearchResult> CreateAsync(Guid user, Guid id, string name, int limit) =>
        Store.CreateAsync(user, id, new SavedSearchRequest(name, "x"), limit, Entry(user), default);

    private static AuditEntry Entry(Guid user) => new(
        user, SavedSearchActions.Create, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(user, null), Origin: null);
}
