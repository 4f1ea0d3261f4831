using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

public sealed class ImapEditTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    [DovecotFact]
    public async Task Flags_AreSetOnTheServerAndInTheCopyAtOnce()
    {
        await using var mailbox = await SyncedAsync("one", "two");

        var outcome = await mailbox.EditAsync(new FlagEdit([@"\Seen", @"\Flagged"], []), "INBOX", [1, 2, 999]);

        Assert.Equal([EditResult.Done, EditResult.Done, EditResult.Gone], outcome.Results);
        await AssertEqualAsync(mailbox);
        Assert.All(mailbox.CopyState(), message => Assert.Equal(@"\Flagged \Seen", message.Flags));
    }

    [DovecotFact]
    public async Task Archive_WithoutSuchAFolder_MakesOneAndKeepsTheMessages()
    {
        await using var mailbox = await SyncedAsync("one", "two", "three");

        var outcome = await mailbox.EditAsync(new ArchiveEdit(), "INBOX", [1, 3]);
        Assert.Equal([EditResult.Done, EditResult.Done], outcome.Results);
        await AssertEqualAsync(mailbox);
        Assert.Equal(2, mailbox.Copy["Archive"].Messages.Count);

        await mailbox.PullAsync(PullScope.All);
        await mailbox.PullAsync(PullScope.Reconcile);
        await AssertEqualAsync(mailbox);
        Assert.Equal(2, mailbox.Copy.Log.Count(entry => entry.StartsWith("moved", StringComparison.Ordinal)));
        Assert.DoesNotContain(mailbox.Copy.Log, entry => !entry.StartsWith("moved", StringComparison.Ordinal));
    }

    [DovecotFact]
    public async Task ArchivedMessage_CanBeEditedAgainBeforeAnyPull()
    {
        await using var mailbox = await SyncedAsync("one");
        await mailbox.EditAsync(new ArchiveEdit(), "INBOX", [1]);

        var uid = mailbox.Copy["Archive"].Messages.Keys.Single();
        Assert.Equal([EditResult.Done], (await mailbox.EditAsync(new TrashEdit(), "Archive", [uid])).Results);
        uid = mailbox.Copy["Trash"].Messages.Keys.Single();
        Assert.Equal([EditResult.Done], (await mailbox.EditAsync(new UntrashEdit(), "Trash", [uid])).Results);

        await AssertEqualAsync(mailbox);
        Assert.Single(mailbox.Copy["INBOX"].Messages);
    }

    [DovecotFact]
    public async Task Delete_RemovesExactlyTheseForGood()
    {
        await using var mailbox = await SyncedAsync("one", "two", "three");
        await mailbox.DoveadmAsync("flags add", @"\Deleted", "mailbox", "INBOX", "uid", "3");

        var outcome = await mailbox.EditAsync(new DeleteEdit(), "INBOX", [1, 2, 77]);

        Assert.Equal([EditResult.Done, EditResult.Done, EditResult.Gone], outcome.Results);
        Assert.Equal(3, Assert.Single(await mailbox.ServerStateAsync()).Uid);
        Assert.Equal(3, Assert.Single(mailbox.CopyState()).Uid);
    }

    [DovecotFact]
    public async Task Labels_AreFoldersOfWhichAMessageHasOne()
    {
        await using var mailbox = await SyncedAsync("one", "two");
        await mailbox.DoveadmAsync("mailbox create", "Work", "Play");
        await mailbox.PullAsync(PullScope.All);

        Assert.Equal([EditResult.Done], (await mailbox.EditAsync(new LabelEdit(["Work"], []), "INBOX", [1])).Results);
        Assert.Equal([EditResult.Refused], (await mailbox.EditAsync(new LabelEdit(["Work", "Play"], []), "INBOX", [2])).Results);
        Assert.Equal([EditResult.Refused], (await mailbox.EditAsync(new MoveEdit("Nowhere"), "INBOX", [2])).Results);
        Assert.Equal([EditResult.Done], (await mailbox.EditAsync(new LabelEdit([], ["Play"]), "INBOX", [2])).Results);
        await AssertEqualAsync(mailbox);
        Assert.Equal([1, 0, 1], new[] { "INBOX", "Play", "Work" }.Select(name => mailbox.Copy[name].Messages.Count));

        var uid = mailbox.Copy["Work"].Messages.Keys.Single();
        Assert.Equal([EditResult.Done], (await mailbox.EditAsync(new LabelEdit([], ["Work"]), "Work", [uid])).Results);
        Assert.Single(mailbox.Copy["Archive"].Messages);
        await AssertEqualAsync(mailbox);
    }

    [DovecotFact]
    public async Task Move_OfAMessageThatSomebodyTookAway_IsGone()
    {
        await using var mailbox = await SyncedAsync("one", "two");
        await mailbox.DoveadmAsync("expunge", "mailbox", "INBOX", "uid", "1");

        var outcome = await mailbox.EditAsync(new TrashEdit(), "INBOX", [1, 2]);

        Assert.Equal([EditResult.Gone, EditResult.Done], outcome.Results);
        await mailbox.PullAsync(PullScope.All);
        await AssertEqualAsync(mailbox);
    }

    private async Task<SyncedMailbox> SyncedAsync(params string[] subjects)
    {
        var mailbox = dovecot.NewMailbox();
        foreach (var subject in subjects)
        {
            await mailbox.DeliverAsync(subject);
        }

        await mailbox.SyncAsync();
        return mailbox;
    }

    private static async Task AssertEqualAsync(SyncedMailbox mailbox) =>
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
}
