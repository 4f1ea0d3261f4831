using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Stores.Tests.Mail;

public sealed class MailboxCommitTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Commit_NewMessage_IsStoredWithEventAndCounts()
    {
        var mailbox = await storage.AddMailboxAsync();
        var message = mailbox.Message(7);

        var result = await mailbox.AddAsync(message);

        Assert.Equal(new CommitResult(1, 1, 0, 0, 0), result);
        var placement = Assert.Single(await mailbox.PlacementsAsync());
        Assert.Equal((7L, message.Id, message.Identity), (placement.Uid, placement.MessageId, placement.Identity));
        var label = await mailbox.LabelAsync();
        Assert.Equal((1L, 1L), (label.MessageCount, label.UnreadCount));
        var entry = Assert.Single(await mailbox.EventsAsync());
        Assert.Equal("email.received", entry.Type);
        Assert.Contains($"{message.Id:N}", entry.Data, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Commit_Repeated_ChangesNothingAndMakesNoEvent()
    {
        var mailbox = await storage.AddMailboxAsync();
        var commit = mailbox.Commit() with { Added = [mailbox.Message(1), mailbox.Message(2)], Cursors = [new(mailbox.Label, "c1")] };
        await mailbox.CommitAsync(commit);

        var again = await mailbox.CommitAsync(commit with { Added = [.. commit.Added.Select(message => message with { Id = Guid.NewGuid() })] });

        Assert.Equal(new CommitResult(null, 0, 0, 0, 0), again);
        Assert.Equal(2, (await mailbox.EventsAsync()).Count);
        Assert.Equal(2, (await mailbox.LabelAsync()).MessageCount);
    }

    [PostgresFact]
    public async Task Commit_HistoricMessage_MakesNoEvent()
    {
        var mailbox = await storage.AddMailboxAsync();

        var result = await mailbox.AddAsync(mailbox.Message(1) with { EventType = null });

        Assert.Null(result.LastSeq);
        Assert.Empty(await mailbox.EventsAsync());
    }

    [PostgresFact]
    public async Task Commit_Flags_AreNormalisedAndEqualOnesIgnored()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync(mailbox.Message(1, "Hello", 0, "\\seen", "$Work", "\\Recent"));

        var same = await mailbox.CommitAsync(mailbox.Commit() with { Flags = [new(mailbox.Label, 1, ["$Work", "\\Seen"]), new(mailbox.Label, 99, ["\\Seen"])] });
        var changed = await mailbox.CommitAsync(mailbox.Commit() with { Flags = [new(mailbox.Label, 1, ["\\Flagged", "a\"b\\c"])] });

        Assert.Equal((null, 0), (same.LastSeq, same.FlagsChanged));
        Assert.Equal(1, changed.FlagsChanged);
        Assert.Equal(["\\Flagged", "a\"b\\c"], (await mailbox.PlacementsAsync()).Single().Flags);
        Assert.Equal(1, (await mailbox.LabelAsync()).UnreadCount);
        var entry = (await mailbox.EventsAsync())[^1];
        Assert.Equal("email.updated", entry.Type);
        Assert.Contains("\"is_starred\": true", entry.Data, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Commit_Removed_LeavesNoRowBehind()
    {
        var mailbox = await storage.AddMailboxAsync();
        var message = mailbox.Message(1) with { Attachments = [new(Guid.NewGuid(), "2", "a.pdf", "application/pdf", 10, false, null)], HasAttachments = true };
        await mailbox.AddAsync(message);

        var result = await mailbox.CommitAsync(mailbox.Commit() with { Removed = [new(mailbox.Label, 1), new(mailbox.Label, 2)] });

        Assert.Equal(1, result.Removed);
        Assert.Equal(0, (await mailbox.LabelAsync()).MessageCount);
        Assert.Equal("email.deleted", (await mailbox.EventsAsync())[^1].Type);
        foreach (var table in new[] { "messages", "message_bodies", "attachments", "message_labels", "threads", "thread_references" })
            Assert.Equal(0L, await storage.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", mailbox.UserId));
    }

    [PostgresFact]
    public async Task Commit_Moved_KeepsTheMessageAndTellsBothLabels()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Archive");
        var message = mailbox.Message(1);
        await mailbox.AddAsync(message);

        var move = mailbox.Commit() with { Moved = [new(new(mailbox.Label, 1), new(mailbox.Labels[1].Id, 50), ["\\Seen"])] };
        var result = await mailbox.CommitAsync(move);
        var again = await mailbox.CommitAsync(move);

        Assert.Equal(1, result.Moved);
        Assert.Equal((null, 0), (again.LastSeq, again.Moved));
        Assert.Empty(await mailbox.PlacementsAsync());
        Assert.Equal(message.Id, (await mailbox.PlacementsAsync(1)).Single().MessageId);
        Assert.Equal(0, (await mailbox.LabelAsync()).MessageCount);
        Assert.Equal((1L, 0L), ((await mailbox.LabelAsync(1)).MessageCount, (await mailbox.LabelAsync(1)).UnreadCount));
        Assert.Equal(["email.received", "email.label_removed", "email.label_added", "email.updated"], (await mailbox.EventsAsync()).Select(entry => entry.Type));
    }

    [PostgresFact]
    public async Task Commit_Rebased_SwapsUidsAndRemovesTheRest()
    {
        var mailbox = await storage.AddMailboxAsync();
        var (a, b, c) = (mailbox.Message(1), mailbox.Message(2), mailbox.Message(3));
        await mailbox.AddAsync(a, b, c);

        var result = await mailbox.CommitAsync(mailbox.Commit() with
        {
            Rebased = [new(mailbox.Label, [new(a.Id, 2, []), new(b.Id, 1, ["\\Seen"])])],
            Added = [mailbox.Message(3)],
            Cursors = [new(mailbox.Label, "new")],
        });

        Assert.Equal(new CommitResult(6, 1, 1, 1, 0), result);
        var placements = await mailbox.PlacementsAsync();
        Assert.Equal([b.Id, a.Id], placements.Take(2).Select(placement => placement.MessageId));
        Assert.NotEqual(c.Id, placements[2].MessageId);
        Assert.Equal("new", (await mailbox.LabelAsync()).Cursor);
    }

    [PostgresFact]
    public async Task Commit_OfAnEarlierSession_IsRefusedWhole()
    {
        var mailbox = await storage.AddMailboxAsync();
        await storage.Mailboxes.BeginSessionAsync(mailbox.UserId, mailbox.ConnectionId, default);

        await Assert.ThrowsAsync<StaleSessionException>(() => mailbox.AddAsync(mailbox.Message(1)));

        Assert.Empty(await mailbox.PlacementsAsync());
        Assert.Empty(await mailbox.EventsAsync());
    }

    [PostgresFact]
    public async Task Commit_ToADeletedConnection_IsRefused()
    {
        var mailbox = await storage.AddMailboxAsync();
        await storage.Connections.MarkDeletingAsync(mailbox.UserId, mailbox.ConnectionId, null, default);

        await Assert.ThrowsAsync<StaleSessionException>(() => mailbox.AddAsync(mailbox.Message(1)));
        await Assert.ThrowsAsync<StaleSessionException>(() => storage.Mailboxes.BeginSessionAsync(mailbox.UserId, mailbox.ConnectionId, default));
        Assert.Null(await storage.Mailboxes.LoadAsync(mailbox.UserId, mailbox.ConnectionId, default));
    }

    [PostgresFact]
    public async Task Commit_CursorAndProgress_AreStoredWithTheEventsGiven()
    {
        var mailbox = await storage.AddMailboxAsync();

        var result = await mailbox.CommitAsync(mailbox.Commit() with
        {
            Cursors = [new(mailbox.Label, "42")],
            RemoteTotal = 10,
            InitialDone = true,
            CompleteAsOf = TestMailbox.Noon,
            Events = [new NewEvent("sync.completed", "{}")],
        });

        var state = await storage.Mailboxes.LoadAsync(mailbox.UserId, mailbox.ConnectionId, default);
        Assert.Equal(1, result.LastSeq);
        Assert.Equal("42", state!.Labels.Single().Cursor);
        Assert.Equal((10L, true, TestMailbox.Noon), (state.Connection.RemoteTotal, state.Connection.InitialDone, state.Connection.CompleteAsOf!.Value));
    }

    [PostgresFact]
    public async Task SaveLabels_VanishedLabel_TakesItsMessagesWithIt()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Old");
        await mailbox.AddAsync(mailbox.Message(1), mailbox.Message(1, label: 1));

        var saved = await storage.Mailboxes.SaveLabelsAsync(
            mailbox.UserId, mailbox.ConnectionId, mailbox.Epoch, [new("INBOX", "Inbox", "inbox"), TestMailbox.Remote("New")], default);

        Assert.Equal(["Inbox", "New"], saved.Labels.Select(label => label.Path));
        Assert.Equal(3, saved.LastSeq);
        Assert.Equal("email.deleted", (await mailbox.EventsAsync())[^1].Type);
        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(*) FROM messages WHERE user_id = $1", mailbox.UserId));
    }
}
