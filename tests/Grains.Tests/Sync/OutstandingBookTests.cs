using System.Text.Json;
using EmailAgent.Grains.Mail.Outstanding;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Tests.Sync;

public sealed class OutstandingBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Connection = Guid.NewGuid();
    private static readonly Guid Folder = Guid.NewGuid();
    private static readonly OutstandingKey Message = OutstandingKey.Placed(Folder, 7);

    private readonly OutstandingBook _book = new(Connection, []);

    [Fact]
    public void Message_ThatIsRefusedAgainAndAgain_WaitsLonger_AndIsToldOnce()
    {
        var first = Follow(Refused(Message));
        var second = Follow(Refused(Message));

        Assert.Equal((1, Now.AddMinutes(1)), (first.Saved.Single().Attempts, first.Saved.Single().NextAttempt));
        Assert.Equal((2, Now.AddMinutes(2)), (second.Saved.Single().Attempts, second.Saved.Single().NextAttempt));
        Assert.Equal("sync.message_unreadable", Assert.Single(first.Events).Type);
        Assert.Empty(second.Events);
        using var data = JsonDocument.Parse(first.Events.Single().Data);
        Assert.Equal(
            (Connection.ToString("N"), Folder.ToString("N"), 7L, "unavailable"),
            (Text(data, "connection_id"), Text(data, "label_id"), data.RootElement.GetProperty("uid").GetInt64(), Text(data, "reason")));
    }

    [Fact]
    public void Messages_OfWhichVeryManyAreRefusedAtATime_AreCountedBeyondTheFirstHundred()
    {
        var change = Follow([.. Enumerable.Range(1, 350).Select(uid => Refused(OutstandingKey.Placed(Folder, uid))), Refused(OutstandingKey.Folder(Folder))]);

        Assert.Equal(351, change.Saved.Count);
        Assert.Equal(102, change.Events.Count);
        Assert.Single(change.Events, entry => entry.Type == "sync.folder_unreadable");
        using var last = JsonDocument.Parse(change.Events[^1].Data);
        Assert.Equal((250, false), (last.RootElement.GetProperty("more").GetInt32(), last.RootElement.TryGetProperty("uid", out _)));
    }

    [Fact]
    public void Suspect_IsAskedForAtOnceInSmallerGroups_AndToldOnlyWhenProven()
    {
        var suspected = Follow(Refused(Message) with { AskWith = 16 });
        var again = Follow(Refused(Message) with { AskWith = 4 });
        var larger = Follow(Refused(Message) with { AskWith = 9 });
        Assert.Equal((1, 0), (_book.Rows.Count, _book.UnreadableCount));
        var proven = Follow(Refused(Message));

        Assert.Equal([(16, Now), (4, Now), (4, Now)], new[] { suspected, again, larger }.Select(change => (change.Saved.Single().AskWith!.Value, change.Saved.Single().NextAttempt)));
        Assert.All([suspected, again, larger], change => Assert.Empty(change.Events));
        Assert.Equal(1, _book.UnreadableCount);
        Assert.Equal((1, null), (proven.Saved.Single().Attempts, proven.Saved.Single().AskWith));
        Assert.Single(proven.Events);
    }

    [Fact]
    public void Message_ThatIsSettled_IsNoLongerOutstanding()
    {
        Follow(Refused(Message), Refused(OutstandingKey.Labelled("gone")), Refused(OutstandingKey.Placed(Folder, 8)), Refused(OutstandingKey.Folder(Folder)));
        Assert.Equal((4, 4), (_book.Rows.Count, _book.UnreadableCount));

        Assert.Single(Follow(new PlacedChanges { Settled = [Message] }).Settled);
        Assert.Single(Follow(new LabelledChanges { RemovedIds = ["gone", "unknown"] }).Settled);
        var rebased = Follow(new PlacedChanges { Rebased = [new FolderRebase(Folder, [])] });

        Assert.Equal(OutstandingKey.Placed(Folder, 8), Assert.Single(rebased.Settled));
        Assert.Equal(OutstandingKey.Folder(Folder), Assert.Single(_book.Rows).Key);
        _book.Keep(new HashSet<Guid>());
        Assert.True(_book.IsEmpty);
        Assert.Null(_book.NextAttempt);
    }

    [Fact]
    public void Message_ThatArrives_IsSettledByTheBatchThatBringsIt_UnlessItIsPartial()
    {
        Follow(Refused(Message), Refused(OutstandingKey.Labelled("a\"b")));

        Assert.Empty(Follow(new LabelledChanges { Added = [Labelled(isPartial: true)] }).Settled);
        var change = Follow(new PlacedChanges { Added = [Placed(), Labelled(isPartial: false)] });

        Assert.Equal(2, change.Settled.Count);
        Assert.True(_book.IsEmpty);
    }

    [Fact]
    public void Folder_ThatOpensAndIsRefusedLater_IsToldAgain()
    {
        Assert.Equal("sync.folder_unreadable", Assert.Single(Follow(Refused(OutstandingKey.Folder(Folder))).Events).Type);
        Follow(new PlacedChanges { Settled = [OutstandingKey.Folder(Folder)] });

        Assert.Single(Follow(Refused(OutstandingKey.Folder(Folder))).Events);
    }

    [Fact]
    public void Event_OfAMessageWithAnyId_IsJson()
    {
        using var data = JsonDocument.Parse(Follow(Refused(OutstandingKey.Labelled("a\"\\\u0001b"))).Events.Single().Data);

        Assert.Equal("a\"\\\u0001b", Text(data, "remote_id"));
    }

    [Fact]
    public void Hasten_MakesEverythingDue_AndKeepsTheAttempts()
    {
        Follow(Refused(Message), Refused(OutstandingKey.Folder(Folder)));
        Assert.Equal(Now.AddMinutes(1), _book.NextAttempt);

        _book.Hasten(Now);

        Assert.All(_book.Rows, row => Assert.Equal((1, Now), (row.Attempts, row.NextAttempt)));
        Assert.Equal(2, Follow(Refused(Message)).Saved.Single().Attempts);
    }

    [Fact]
    public void Book_BeginsWithWhatIsStored()
    {
        var stored = new OutstandingRow(Message, "unavailable", "", 3, null, Now.AddDays(-1), Now);
        var book = new OutstandingBook(Connection, [stored]);

        var change = book.Follow(new PlacedChanges { Outstanding = [Refused(Message)] }, Now, Delay);

        Assert.Equal((4, stored.Since), (change.Saved.Single().Attempts, change.Saved.Single().Since));
        Assert.Empty(change.Events);
    }

    private OutstandingChange Follow(params OutstandingMail[] mail) => Follow(new PlacedChanges { Outstanding = mail });

    private OutstandingChange Follow(MailboxChanges changes) => _book.Follow(changes, Now, Delay);

    private static TimeSpan Delay(int attempts, OutstandingReason reason) => TimeSpan.FromMinutes(attempts);

    private static OutstandingMail Refused(OutstandingKey key) => new(key, OutstandingReason.Unavailable, "not now");

    private static string? Text(JsonDocument data, string name) => data.RootElement.GetProperty(name).GetString();

    private static PlacedMessage Placed() => new(null)
    {
        FolderId = Folder,
        Uid = 7,
        Flags = [],
        ReceivedAt = Now,
        Size = 0,
        Raw = default,
        Arrival = Arrival.Received,
    };

    private static LabelledMessage Labelled(bool isPartial) => new(null)
    {
        RemoteId = "a\"b",
        FolderIds = [],
        Flags = [],
        ReceivedAt = Now,
        Size = 0,
        Raw = default,
        Arrival = Arrival.Received,
        IsPartial = isPartial,
    };
}
