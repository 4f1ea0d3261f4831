using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Drafts;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Stores.Tests.Uploads;
using Npgsql;

namespace EmailAgent.Stores.Tests.Drafts;

public sealed class DraftStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Draft_IsStoredWithItsEventAndItsJob_OnceForEachId()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var draft = await world.AddAsync();

        Assert.Equal(DraftWrite.NotStored, await world.InsertAsync(draft));
        var stored = Assert.Single(await world.ListAsync());
        Assert.Equal((draft.Id, "Hello", "Dear Ada", 1L), (stored.Id, stored.Subject, stored.Preview, stored.Revision));
        Assert.Equal(["ada@example.org"], stored.ToEmails);
        Assert.Equal(draft.Content, (await world.GetAsync(draft)).Content);
        Assert.Equal([DraftEvents.Created], await world.EventsAsync());
        Assert.Equal(1, await world.CountJobsAsync());
    }

    [PostgresFact]
    public async Task Drafts_BeyondTheLimit_AreRefused_HoweverManyBeginAtOnce()
    {
        var world = await DraftWorld.CreateAsync(storage);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.InsertAsync(world.New(), limit: 3)));

        Assert.Equal((3, 5), (results.Count(result => result == DraftWrite.Written), results.Count(result => result == DraftWrite.TooMany)));
    }

    [PostgresFact]
    public async Task Saves_InQuickSuccession_CauseNoEventsAndOneJob()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var draft = await world.AddAsync();

        for (var i = 0; i < 20; i++)
            Assert.Equal(DraftWrite.Written, (await world.SaveAsync(draft, $"Hello {i}")).Result);

        var stored = await world.GetAsync(draft);
        Assert.Equal((21L, 1L, "Hello 19"), (stored.Revision, stored.Announced, stored.Subject));
        Assert.Equal([DraftEvents.Created], await world.EventsAsync());
        Assert.Equal(1, await world.CountJobsAsync());
        Assert.Equal(DraftWrite.Changed, (await world.SaveAsync(draft, "Late", expected: 20)).Result);
        Assert.Equal(DraftWrite.Written, (await world.SaveAsync(draft, "In time", expected: 21)).Result);
    }

    [PostgresFact]
    public async Task Drafts_OfOthers_AreNeitherReadNorChanged()
    {
        var (world, other) = (await DraftWorld.CreateAsync(storage), await DraftWorld.CreateAsync(storage));
        var draft = await world.AddAsync();
        var elsewhere = new Visibility(draft.UserId, [Guid.NewGuid()]);

        Assert.Null(await world.Reader.FindAsync(other.Mailbox.Sees, draft.Id, default));
        Assert.Null(await world.Reader.FindAsync(elsewhere, draft.Id, default));
        Assert.Empty(await world.Reader.ListAsync(elsewhere, null, 10, default));
        var refused = await world.Store.ChangeAsync(elsewhere, draft.Id, current => DraftPolicy.Delete(current, null, default), null, default);
        Assert.Equal(DraftWrite.NotFound, refused.Result);
    }

    [PostgresFact]
    public async Task List_PageByPage_HasAllDrafts_TheLastSavedFirst()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var drafts = new List<DraftRow>();
        for (var i = 0; i < 5; i++)
            drafts.Add(await world.AddAsync($"Draft {i}"));
        await world.SaveAsync(drafts[1], "Saved last");

        var listed = new List<DraftRow>();
        ListPosition? after = null;
        while (await world.Reader.ListAsync(world.Mailbox.Sees, after, 2, default) is { Count: > 0 } page)
        {
            listed.AddRange(page);
            after = new ListPosition(page[^1].SavedAt.UtcDateTime, page[^1].Id, 0);
        }

        Assert.Equal([drafts[1].Id, drafts[4].Id, drafts[3].Id, drafts[2].Id, drafts[0].Id], listed.Select(draft => draft.Id));
    }

    [PostgresFact]
    public async Task Message_InTheFolderForDrafts_IsADraft_UntilItIsGone()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var message = world.Message("From a phone");

        await world.ArriveAsync(message, world.Mailbox.Message(900, "Received"));

        var draft = Assert.Single(await world.ListAsync());
        Assert.Equal(((Guid?)message.Id, true, "From a phone"), (draft.MailId, draft.IsForeign, draft.Subject));
        await world.ArriveAsync(message);
        Assert.Single(await world.ListAsync());
        await world.LeaveAsync(message);
        Assert.Empty(await world.ListAsync());
        Assert.Equal([DraftEvents.Created, DraftEvents.Deleted], await world.EventsAsync());
        Assert.Equal(0, await world.CountJobsAsync());
    }

    [PostgresFact]
    public async Task Message_MovedOutOfTheFolderForDraftsAndBack_IsNoDraftMeanwhile()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var message = world.Message("Moved");
        await world.ArriveAsync(message);

        await world.MoveAsync(message, label: 0);
        Assert.Empty(await world.ListAsync());

        var moved = (await world.Mailbox.PlacementsAsync(0)).Single();
        await world.Mailbox.CommitAsync(world.Mailbox.Commit() with
        {
            Moved = [new Providers.RemoteMove(new(world.Mailbox.Labels[0].Id, moved.Uid), new(world.Mailbox.Labels[1].Id, 5000), [])],
        });
        Assert.Equal(message.Id, Assert.Single(await world.ListAsync()).MailId);
    }

    [PostgresFact]
    public async Task Message_FromBeforeTheConnection_IsADraftWithoutAnEvent()
    {
        var world = await DraftWorld.CreateAsync(storage);

        await world.ArriveAsync(world.Message("Old") with { EventType = null });

        Assert.Single(await world.ListAsync());
        Assert.Empty(await world.EventsAsync());
    }

    [PostgresFact]
    public async Task Version_ThatTheMailboxShows_IsLinkedAndReplacesTheOneBefore()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var draft = await world.AddAsync();
        var first = await world.BeginAsync(draft);
        await world.ArriveAsync(first);
        Assert.Equal((Guid?)first.Id, (await world.GetAsync(draft)).MailId);

        await world.SaveAsync(draft, "Second");
        var second = await world.BeginAsync(draft);
        await world.ArriveAsync(second);
        await world.LeaveAsync(first);

        var stored = Assert.Single(await world.ListAsync());
        Assert.Equal((draft.Id, (Guid?)second.Id, 2L, false), (stored.Id, stored.MailId, stored.MailRevision, stored.IsForeign));
    }

    [PostgresFact]
    public async Task Draft_ChangedByAnotherClient_ChangesHere()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var draft = await world.AddAsync();
        var ours = await world.BeginAsync(draft);
        await world.ArriveAsync(ours);
        var theirs = world.Message("Hello") with { BodyText = "Changed", References = [ours.MessageId!] };

        await world.ReplaceAsync(ours, theirs);

        var stored = Assert.Single(await world.ListAsync());
        Assert.Equal((draft.Id, (Guid?)theirs.Id, true, 2L), (stored.Id, stored.MailId, stored.IsForeign, stored.Revision));
        Assert.Equal([DraftEvents.Created, DraftEvents.Updated], await world.EventsAsync());
    }

    [PostgresFact]
    public async Task Draft_SavedHereAndThereAtTheSameTime_IsKeptTwice()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var draft = await world.AddAsync();
        var ours = await world.BeginAsync(draft);
        await world.ArriveAsync(ours);
        await world.SaveAsync(draft, "Ours");
        var theirs = world.Message("Theirs") with { MessageId = ours.MessageId, ReceivedAt = TimeProvider.System.GetUtcNow().AddMinutes(1) };

        await world.ReplaceAsync(ours, theirs with { Date = theirs.ReceivedAt });

        var (kept, copy) = (await world.GetAsync(draft), (await world.ListAsync()).Single(other => other.Id != draft.Id));
        Assert.Equal(((Guid?)theirs.Id, true), (kept.MailId, kept.IsForeign));
        Assert.Equal(((Guid?)draft.Id, "Ours", false), (copy.CopyOf, copy.Subject, copy.IsForeign));
        Assert.Equal([DraftEvents.Created, DraftEvents.Updated, DraftEvents.Created], await world.EventsAsync());
    }

    [PostgresTheory]
    [InlineData(OutgoingStates.Sent)]
    [InlineData(OutgoingStates.Cancelled)]
    [InlineData(OutgoingStates.Failed)]
    [InlineData(OutgoingStates.Unknown)]
    public async Task Draft_OfAnOutgoingMessage_IsRemovedOnceItIsSent_AndFreeOtherwise(string end)
    {
        var world = await DraftWorld.CreateAsync(storage);
        var (draft, mailId) = (await world.AddAsync(), Guid.CreateVersion7());
        var now = TimeProvider.System.GetUtcNow();
        await world.Store.ChangeAsync(world.Mailbox.Sees, draft.Id, current => DraftPolicy.Hold(current, mailId, now), null, default);

        await FollowAsync(draft, mailId, OutgoingStates.Queued);
        Assert.True(DraftPolicy.IsHeld(await world.GetAsync(draft), now.AddYears(1)));
        Assert.Equal(DraftWrite.Sending, (await world.SaveAsync(draft, "Late")).Result);
        await FollowAsync(draft, Guid.NewGuid(), OutgoingStates.Sent);
        Assert.NotEmpty(await world.ListAsync());

        await FollowAsync(draft, mailId, end);

        Assert.Equal(end == OutgoingStates.Sent ? 0 : 1, (await world.ListAsync()).Count);
        Assert.Equal(end == OutgoingStates.Sent, (await world.GetAsync(draft)).DeletedAt is not null);
        if (end != OutgoingStates.Sent)
            Assert.Equal(DraftWrite.Written, (await world.SaveAsync(draft, "Again")).Result);
    }

    [PostgresFact]
    public async Task Draft_SentAnewAfterItsHoldHasEnded_AdmitsOnlyTheNewMessage()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var (draft, first, second) = (await world.AddAsync(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var now = TimeProvider.System.GetUtcNow();
        await world.Store.ChangeAsync(world.Mailbox.Sees, draft.Id, current => DraftPolicy.Hold(current, first, now), null, default);
        Assert.True(await AdmitsAsync(draft, first));

        await world.Store.ChangeAsync(world.Mailbox.Sees, draft.Id, current => DraftPolicy.Hold(current, second, now + DraftPolicy.HoldTime), null, default);

        Assert.False(await AdmitsAsync(draft, first));
        Assert.True(await AdmitsAsync(draft, second));
    }

    [PostgresFact]
    public async Task Draft_ChangedByAnotherClientWhileItIsSent_StaysADraft()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var (draft, mailId) = (await world.AddAsync(), Guid.CreateVersion7());
        var ours = await world.BeginAsync(draft);
        await world.ArriveAsync(ours);
        await world.Store.ChangeAsync(world.Mailbox.Sees, draft.Id, current => DraftPolicy.Hold(current, mailId, TimeProvider.System.GetUtcNow()), null, default);
        await FollowAsync(draft, mailId, OutgoingStates.Queued);
        await world.ReplaceAsync(ours, world.Message("Hello"));

        await FollowAsync(draft, mailId, OutgoingStates.Sent);

        Assert.Equal(draft.Id, Assert.Single(await world.ListAsync()).Id);
    }

    [PostgresFact]
    public async Task Uploads_OfAMember_ExpireOnceTheDraftIsGone()
    {
        await using var uploads = new UploadWorld(storage);
        var (world, member) = (await DraftWorld.CreateAsync(storage), await storage.AddUserAsync());
        var upload = (await uploads.AddAsync(member, "hello"u8.ToArray())).Value!;
        var draft = world.New();

        Assert.Equal(DraftWrite.Written, await world.InsertAsync(draft, member, upload.Id));
        Assert.Null((await uploads.Store.FindAsync(member, upload.Id, default))!.ExpiresAt);
        await world.Store.RemoveAsync(draft.UserId, draft.Id, default);

        Assert.NotNull((await uploads.Store.FindAsync(member, upload.Id, default))!.ExpiresAt);
        Assert.Equal(0, await storage.ScalarAsync<long>("SELECT count(*) FROM blob_references WHERE user_id = $1", member));
    }

    [PostgresFact]
    public async Task Texts_ThatTheDatabaseRefuses_AreCleaned()
    {
        var world = await DraftWorld.CreateAsync(storage);
        var draft = world.New() with { Subject = "a\uD800", Preview = "b\0", ToEmails = ["c\0"] };

        Assert.Equal(DraftWrite.Written, await world.InsertAsync(draft));

        var stored = Assert.Single(await world.ListAsync());
        Assert.Equal(("a\uFFFD", "b", "c"), (stored.Subject, stored.Preview, stored.ToEmails[0]));
    }

    private static OutgoingRow MailOf(DraftRow draft, Guid mailId, string state) => new(
        draft.UserId, mailId, draft.ConnectionId, draft.UserId, state, "a@b.example", "me@example.org", "", [], 0, default, null, 0, default, default, default)
    { DraftId = draft.Id };

    private async Task<bool> AdmitsAsync(DraftRow draft, Guid mailId)
    {
        var mail = MailOf(draft, mailId, OutgoingStates.Queued);
        await using var connection = await storage.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var participant in storage.Get<IEnumerable<IOutgoingParticipant>>())
        {
            if (!await participant.AdmitsAsync(connection, mail, default))
                return false;
        }

        return true;
    }

    private async Task FollowAsync(DraftRow draft, Guid mailId, string state)
    {
        var mail = MailOf(draft, mailId, state);
        await using var connection = await storage.Get<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var participant in storage.Get<IEnumerable<IOutgoingParticipant>>())
            await participant.FollowAsync(connection, mail, default);
        await transaction.CommitAsync();
    }
}
