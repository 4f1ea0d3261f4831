using EmailAgent.Grains.Mail;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests.Mail;

public sealed class LabelledCommitTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Commit_MessageInTwoLabels_IsListedInBothAndCountedOnce()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Work", "Empty");
        var message = mailbox.Labelled("x1", [0, 1]);

        var result = await mailbox.AddAsync(message, mailbox.Labelled("x2", []));

        Assert.Equal(new CommitResult(2, 2, 0, 0, 0), result);
        var reader = storage.Get<MailReader>();
        foreach (var label in mailbox.Labels.Take(2))
        {
            var page = await reader.ListAsync(mailbox.Sees, new EmailFilter { IncludesTrash = true }, [new NamedLabel(label.Id, null)], default);
            Assert.Equal(($"{message.Id:N}", 1L), (Assert.Single(page.Items).Id, page.Total));
        }

        var all = await reader.ListAsync(mailbox.Sees, new EmailFilter { IncludesTrash = true, ConnectionId = mailbox.ConnectionId.ToString("N") }, [], default);
        Assert.Equal((2, 2L), (all.Items.Count, all.Total));
        Assert.Equal(2, (await reader.ListAsync(mailbox.Sees, new EmailFilter { IncludesTrash = true, IsRead = false }, [], default)).Total);
        Assert.Equal(2, (await storage.Connections.GetAsync(mailbox.UserId, mailbox.ConnectionId, default))!.SyncedTotal);
        Assert.Equal(mailbox.Labels.Take(2).Select(label => $"{label.Id:N}"), all.Items.Single(item => item.Id == $"{message.Id:N}").Labels);
        var events = await mailbox.EventsAsync();
        Assert.All(events, entry => Assert.Equal("email.received", entry.Type));
        Assert.Contains($"\"label_ids\": [\"{mailbox.Labels[0].Id:N}\", \"{mailbox.Labels[1].Id:N}\"]", events[0].Data, StringComparison.Ordinal);
        Assert.Contains("\"label_id\": null", events[1].Data, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Commit_OfAKnownId_TakesOverLabelsAndFlagsOnly()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Work");
        var first = mailbox.Labelled("x", [0]);
        await mailbox.AddAsync(first);
        var again = mailbox.Labelled("x", [1], "\\Seen") with { Subject = "Another", Identity = Guid.NewGuid() };

        await mailbox.AddAsync(again);
        var repeated = await mailbox.AddAsync(again with { Id = Guid.NewGuid() });

        Assert.Null(repeated.LastSeq);
        var stored = await DetailAsync(mailbox, first.Id);
        Assert.Equal(("Hello", true), (stored.Summary.Subject, stored.Summary.IsRead));
        Assert.Equal([$"{mailbox.Labels[1].Id:N}"], stored.Summary.Labels);
        Assert.Equal(
            ["email.received", "email.label_removed", "email.label_added", "email.updated"],
            (await mailbox.EventsAsync()).Select(entry => entry.Type));
        Assert.Equal((0L, 0L), Counts(await mailbox.LabelAsync()));
        Assert.Equal((1L, 0L), Counts(await mailbox.LabelAsync(1)));
    }

    [PostgresFact]
    public async Task Commit_WholeMessageAfterItsHeader_CompletesItWithoutASecondEvent()
    {
        var mailbox = await storage.AddMailboxAsync();
        var header = mailbox.Labelled("x", [0]) with { Site = new LabelledSite("x", [mailbox.Label], IsPartial: true), BodyText = "", Preview = "snip" };
        await mailbox.AddAsync(header, mailbox.Labelled("y", [0]));
        Assert.Equal(["x"], await storage.Get<LabelledMailReader>().ReadPartialAsync(mailbox.UserId, mailbox.ConnectionId, default));
        var thread = (await DetailAsync(mailbox, header.Id)).Summary.ThreadId;

        var whole = mailbox.Labelled("x", [0]) with
        {
            Subject = "Whole\0",
            FromName = null,
            BodyText = "All of it",
            Preview = "All of it",
            HasAttachments = true,
            Size = 77,
            Attachments = [new(Guid.NewGuid(), "2", "a.pdf", "application/pdf", 10, false, null)],
        };
        var result = await mailbox.AddAsync(whole);
        var repeated = await mailbox.AddAsync(header with { Id = Guid.NewGuid() }, whole with { Id = Guid.NewGuid(), Subject = "Later" });

        Assert.Equal((null, 0, null), (result.LastSeq, result.Added, repeated.LastSeq));
        var stored = await DetailAsync(mailbox, header.Id);
        Assert.Equal(("Whole", "All of it", true, thread), (stored.Summary.Subject, stored.Summary.Preview, stored.Summary.HasAttachments, stored.Summary.ThreadId));
        Assert.Equal(("All of it", "a.pdf", 77L), (stored.BodyText, Assert.Single(stored.Attachments).Filename, stored.Size));
        Assert.Empty(await storage.Get<LabelledMailReader>().ReadPartialAsync(mailbox.UserId, mailbox.ConnectionId, default));
        Assert.Equal(2, (await mailbox.EventsAsync()).Count);
        Assert.Equal(2L, await storage.ScalarAsync<long>("SELECT count(*) FROM message_documents WHERE user_id = $1", mailbox.UserId));
    }

    [PostgresFact]
    public async Task Commit_PartialIds_ComeNewestFirst()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync([.. Enumerable.Range(1, 5).Select(n => mailbox.Labelled($"m{n}", []) with
        {
            Site = new LabelledSite($"m{n}", [], IsPartial: true), ReceivedAt = TestMailbox.Noon.AddMinutes(n * 7 % 5),
        })]);

        Assert.Equal(["m2", "m4", "m1", "m3", "m5"], await storage.Get<LabelledMailReader>().ReadPartialAsync(mailbox.UserId, mailbox.ConnectionId, default));
    }

    [PostgresFact]
    public async Task Commit_HeaderAndWholeMessageAtOnce_StoresTheWhole()
    {
        var mailbox = await storage.AddMailboxAsync();
        var header = mailbox.Labelled("x", [0]) with { Site = new LabelledSite("x", [mailbox.Label], IsPartial: true), BodyText = "" };
        var whole = mailbox.Labelled("x", [0]);

        Assert.Equal(1, (await mailbox.AddAsync(header, whole, header with { Id = Guid.NewGuid() })).Added);

        Assert.Equal("Hello there", (await DetailAsync(mailbox, whole.Id)).BodyText);
        Assert.Single(await mailbox.EventsAsync());
    }

    [PostgresFact]
    public async Task Commit_RemovedId_LeavesNoRowBehindAndWinsOverTheRest()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Work");
        await mailbox.AddAsync(mailbox.Labelled("x", [0, 1]));

        var commit = mailbox.Commit() with
        {
            Added = [mailbox.Labelled("x", [0]), mailbox.Labelled("never", [0])],
            States = [new("x", [], []), new("unknown", [mailbox.Label], [])],
            RemovedIds = ["x", "never", "unknown"],
        };
        var result = await mailbox.CommitAsync(commit);

        Assert.Equal((0, 1), (result.Added, result.Removed));
        Assert.Null((await mailbox.CommitAsync(commit)).LastSeq);
        Assert.Equal(["email.received", "email.deleted"], (await mailbox.EventsAsync()).Select(entry => entry.Type));
        Assert.Equal(((0L, 0L), (0L, 0L)), (Counts(await mailbox.LabelAsync()), Counts(await mailbox.LabelAsync(1))));
        foreach (var table in new[] { "messages", "message_bodies", "message_documents", "message_labels", "threads", "thread_references" })
            Assert.Equal(0L, await storage.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", mailbox.UserId));
    }

    [PostgresFact]
    public async Task Commit_CursorOfTheMailbox_IsStoredWithTheChanges()
    {
        var mailbox = await storage.AddMailboxAsync();
        var reader = storage.Get<LabelledMailReader>();
        Assert.Null(await reader.ReadCursorAsync(mailbox.UserId, mailbox.ConnectionId, default));

        await mailbox.CommitAsync(mailbox.Commit() with { Cursor = "{\"history\":12}" });
        await mailbox.CommitAsync(mailbox.Commit() with { RemoteTotal = 3 });

        Assert.Equal("{\"history\":12}", await reader.ReadCursorAsync(mailbox.UserId, mailbox.ConnectionId, default));
    }

    [PostgresFact]
    public async Task SaveLabels_VanishedLabel_IsOnlyLeft()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Old");
        var message = mailbox.Labelled("x", [0, 1]);
        await mailbox.AddAsync(message, mailbox.Labelled("y", [1]));

        await storage.Mailboxes.SaveLabelsAsync(mailbox.UserId, mailbox.ConnectionId, mailbox.Epoch, [new("INBOX", "Inbox", "inbox")], default);

        Assert.Equal([$"{mailbox.Label:N}"], (await DetailAsync(mailbox, message.Id)).Summary.Labels);
        Assert.Equal(1L, await storage.ScalarAsync<long>("SELECT count(*) FROM message_labels WHERE user_id = $1", mailbox.UserId));
        Assert.Equal(2, (await storage.Connections.GetAsync(mailbox.UserId, mailbox.ConnectionId, default))!.SyncedTotal);
        Assert.Equal(
            ["email.received", "email.received", "email.label_removed", "email.label_removed"],
            (await mailbox.EventsAsync()).Select(entry => entry.Type));
    }

    [PostgresFact]
    public async Task Locate_MessageWithAnId_IsFoundByIt()
    {
        var mailbox = await storage.AddMailboxAsync();
        var (labelled, placed) = (mailbox.Labelled("x", []), mailbox.Message(4));
        await mailbox.AddAsync(labelled, placed);

        var found = await storage.Get<MessageLocator>().LocateAsync(mailbox.UserId, [labelled.Id, placed.Id, Guid.NewGuid()], default);

        Assert.Equal(2, found.Count);
        Assert.Contains(new MessageLocation(labelled.Id, mailbox.ConnectionId, new LabelledLocation("x"), labelled.Size), found);
        Assert.Contains(new MessageLocation(placed.Id, mailbox.ConnectionId, new PlacedLocation("INBOX", null, 4), placed.Size), found);
    }

    [PostgresFact]
    public async Task Commit_IdsWithCharactersNoDatabaseTakes_AreKnownAgain()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.AddAsync(mailbox.Labelled("a\0b\ud800", [0]));

        Assert.Null((await mailbox.AddAsync(mailbox.Labelled("a\0b\ud800", [0]))).LastSeq);
        Assert.Equal(1, (await mailbox.CommitAsync(mailbox.Commit() with { RemovedIds = ["a\0b\ud800"] })).Removed);
    }

    [PostgresFact]
    public async Task MailRemover_OfAConnectionWithLabelledMail_LeavesNothing()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Work");
        await mailbox.AddAsync([.. Enumerable.Range(0, 25).Select(n => mailbox.Labelled($"m{n}", n % 2 == 0 ? [0, 1] : []))]);
        await storage.Connections.MarkDeletingAsync(mailbox.UserId, mailbox.ConnectionId, null, default);

        while (!await storage.Get<MailRemover>().DeleteMailChunkAsync(mailbox.UserId, mailbox.ConnectionId, 10, default))
        {
        }

        foreach (var table in new[] { "connections", "labels", "messages", "message_bodies", "message_documents", "message_labels", "threads" })
            Assert.Equal(0L, await storage.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", mailbox.UserId));
    }

    private async Task<MailDetail> DetailAsync(TestMailbox mailbox, Guid id) => (await storage.Get<MailReader>().GetAsync(mailbox.Sees, id, default))!;

    private static (long Messages, long Unread) Counts(LabelState label) => (label.MessageCount, label.UnreadCount);
}
