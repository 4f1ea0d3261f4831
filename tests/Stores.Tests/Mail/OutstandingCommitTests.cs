using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Mail.Outstanding;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests.Mail;

public sealed class OutstandingCommitTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    [PostgresFact]
    public async Task Outstanding_IsWrittenChangedAndSettledByCommits()
    {
        var mailbox = await storage.AddMailboxAsync();
        var rows = new[] { Row(new(mailbox.Label, 7, null)), Row(new(mailbox.Label, null, null)), Row(new(null, null, "id\0")) with { AskWith = 4, Attempts = 0 } };
        await mailbox.CommitAsync(mailbox.Commit() with { Outstanding = rows, Cursors = [new(mailbox.Label, "8")] });
        Assert.Equal([.. rows[..2], rows[2] with { Key = new(null, null, "id") }], Sorted(await ReadAsync(mailbox)));

        await mailbox.CommitAsync(mailbox.Commit() with { Outstanding = [rows[0] with { Attempts = 2, Reason = "refused", Since = TestMailbox.Noon.AddDays(1) }] });
        var changed = Sorted(await ReadAsync(mailbox))[0];
        Assert.Equal((2, "refused", TestMailbox.Noon), (changed.Attempts, changed.Reason, changed.Since));

        await mailbox.CommitAsync(mailbox.Commit() with { Settled = [rows[0].Key, rows[1].Key, new(null, null, "unknown")], Added = [mailbox.Message(7)] });
        Assert.Equal("id", Assert.Single(await ReadAsync(mailbox)).Key.RemoteId);
        await mailbox.CommitAsync(mailbox.Commit() with { Settled = [rows[2].Key], Outstanding = [rows[0]] });
        Assert.Equal(7, Assert.Single(await ReadAsync(mailbox)).Key.Uid);
    }

    [PostgresFact]
    public async Task Outstanding_InALabelThatIsGone_GoesWithIt_AndIsNotWritten()
    {
        var mailbox = await storage.AddMailboxAsync(null, "INBOX", "Old");
        var old = (await storage.Mailboxes.LoadAsync(mailbox.UserId, mailbox.ConnectionId, default))!.Labels.Single(label => label.ProviderRef == "Old").Id;
        await mailbox.CommitAsync(mailbox.Commit() with { Outstanding = [Row(new(old, 1, null)), Row(new(old, null, null))] });
        Assert.Equal(2, (await ReadAsync(mailbox)).Count);

        await storage.Mailboxes.SaveLabelsAsync(mailbox.UserId, mailbox.ConnectionId, mailbox.Epoch, [new("INBOX", "Inbox", "inbox")], default);
        Assert.Empty(await ReadAsync(mailbox));
        await mailbox.CommitAsync(mailbox.Commit() with { Outstanding = [Row(new(old, 1, null))] });
        Assert.Empty(await ReadAsync(mailbox));
    }

    [PostgresFact]
    public async Task Outstanding_OfAnOlderSession_IsNotWritten()
    {
        var mailbox = await storage.AddMailboxAsync();
        var commit = mailbox.Commit() with { Outstanding = [Row(new(mailbox.Label, 7, null))] };
        await storage.Mailboxes.BeginSessionAsync(mailbox.UserId, mailbox.ConnectionId, default);

        await Assert.ThrowsAsync<StaleSessionException>(() => storage.Mailboxes.CommitAsync(commit, default));

        Assert.Empty(await ReadAsync(mailbox));
    }

    [PostgresFact]
    public async Task Summary_CountsAll_AndNamesTheUnreadable_FoldersFirst()
    {
        var mailbox = await storage.AddMailboxAsync();
        await mailbox.CommitAsync(mailbox.Commit() with
        {
            Outstanding = [.. Enumerable.Range(1, 5).Select(uid => Row(new(mailbox.Label, uid, null))), Row(new(mailbox.Label, null, null)), Row(new(mailbox.Label, 9, null)) with { Attempts = 0, AskWith = 4 }],
            LookedAt = TestMailbox.Noon,
        });

        var summary = await storage.Get<OutstandingReader>().SummarizeAsync(mailbox.UserId, mailbox.ConnectionId, 3, default);

        Assert.Equal((7L, 6L), (summary.Count, summary.UnreadableCount));
        Assert.Equal([null, 1L, 2L], summary.First.Select(entry => entry.Row.Key.Uid));
        Assert.All(summary.First, entry => Assert.NotNull(entry.Folder));
        Assert.Equal(0, (await storage.Get<OutstandingReader>().SummarizeAsync(mailbox.UserId, Guid.NewGuid(), 3, default)).Count);
        var stored = (await storage.Mailboxes.LoadAsync(mailbox.UserId, mailbox.ConnectionId, default))!.Connection;
        Assert.Equal((TestMailbox.Noon, null), (stored.LookedAt, stored.CompleteAsOf));
    }

    private Task<IReadOnlyList<OutstandingRow>> ReadAsync(TestMailbox mailbox) =>
        storage.Get<OutstandingReader>().ReadAsync(mailbox.UserId, mailbox.ConnectionId, default);

    private static List<OutstandingRow> Sorted(IEnumerable<OutstandingRow> rows) =>
        [.. rows.OrderBy(row => row.Key.RemoteId).ThenByDescending(row => row.Key.Uid)];

    private static OutstandingRow Row(OutstandingKey key) => new(key, "unavailable", "not now", 1, null, TestMailbox.Noon, TestMailbox.Noon.AddMinutes(1));
}
