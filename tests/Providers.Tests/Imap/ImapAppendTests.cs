using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

public sealed class ImapAppendTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [DovecotFact]
    public async Task Sent_IsInTheFolderAndInTheCopyAtOnce_AndNoPullAddsItAgain()
    {
        await using var mailbox = await SyncedAsync();

        var outcome = await mailbox.AppendAsync(Message(MessageToAppend.Sent, "one", [@"\Seen"]));

        var location = Assert.IsType<PlacedLocation>(outcome.Location);
        Assert.Equal(("Sent", 1L), (location.FolderRef, location.Uid));
        Assert.Equal(mailbox.Copy["Sent"].Cursor, location.Cursor);
        await AssertEqualAsync(mailbox);
        await mailbox.PullAsync(PullScope.All);
        await mailbox.PullAsync(PullScope.Reconcile);
        await AssertEqualAsync(mailbox);
        Assert.Equal(["Sent one"], mailbox.Copy.Log);
    }

    [DovecotFact]
    public async Task Sent_BesideAMessageOfAnotherClient_LeavesThatToThePull()
    {
        await using var mailbox = await SyncedAsync();
        await mailbox.SaveAsync("Sent", "theirs");

        await mailbox.AppendAsync(Message(MessageToAppend.Sent, "ours", []));
        Assert.Equal([2L], mailbox.Copy["Sent"].Messages.Keys);
        await mailbox.PullAsync(PullScope.All);

        await AssertEqualAsync(mailbox);
        Assert.Equal(2, mailbox.Copy["Sent"].Messages.Count);
    }

    [DovecotFact]
    public async Task Draft_ThatReplacesAnother_LeavesOneDraft()
    {
        await using var mailbox = await SyncedAsync();
        var first = await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "first", []));

        var second = await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "second", []) with { Replaces = first.Location });

        var left = Assert.Single(mailbox.Copy["Drafts"].Messages);
        Assert.Equal(("second", ((PlacedLocation)second.Location!).Uid), (left.Value.Subject, left.Key));
        Assert.Equal([@"\Draft"], left.Value.Flags);
        await AssertEqualAsync(mailbox);
        await mailbox.PullAsync(PullScope.All);
        await AssertEqualAsync(mailbox);
    }

    [DovecotFact]
    public async Task Draft_WhoseOlderVersionIsGone_IsStillSaved()
    {
        await using var mailbox = await SyncedAsync();
        var first = await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "first", []));
        await mailbox.DoveadmAsync("expunge", "mailbox", "Drafts", "all");

        await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "second", []) with { Replaces = first.Location });

        await mailbox.PullAsync(PullScope.All);
        await AssertEqualAsync(mailbox);
        Assert.Equal("second", Assert.Single(mailbox.Copy["Drafts"].Messages).Value.Subject);
    }

    [DovecotFact]
    public async Task Append_ToAFolderThatAnotherClientDeleted_MakesItAgain()
    {
        await using var mailbox = await SyncedAsync();
        await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "first", []));
        await mailbox.DropSessionAsync();
        await mailbox.DoveadmAsync("mailbox delete", "Drafts");

        await mailbox.AppendAsync(Message(MessageToAppend.Drafts, "second", []));

        await mailbox.SyncAsync(); // The new folder's messages are compared with the old one's first.
        await AssertEqualAsync(mailbox);
        Assert.Equal("second", Assert.Single(mailbox.Copy["Drafts"].Messages).Value.Subject);
    }

    [DovecotFact]
    public async Task Find_ByMessageId_FindsWhatTheCopyLacks()
    {
        await using var mailbox = await SyncedAsync();
        await mailbox.AppendAsync(Message(MessageToAppend.Sent, "known", []));
        await mailbox.DoveadmAsync("copy", "Archive", "mailbox", "Sent", "uid", "1");

        var sent = Assert.Single(await mailbox.FindAsync("<known@example.org>", MessageToAppend.Sent));
        Assert.Equal(("Sent", 1L), (((PlacedLocation)sent).FolderRef, ((PlacedLocation)sent).Uid));
        Assert.Equal(["Archive", "Sent"], (await mailbox.FindAsync("<known@example.org>", role: null)).Select(location => ((PlacedLocation)location).FolderRef).Order());
        Assert.Empty(await mailbox.FindAsync("<other@example.org>", role: null));
        Assert.Empty(await mailbox.FindAsync("<known@example.org>", MessageToAppend.Drafts));
    }

    [DovecotFact]
    public async Task Find_InAFolderThatWasSelectedBefore_FindsWhatCameSince()
    {
        await using var mailbox = await SyncedAsync();
        Assert.Empty(await mailbox.FindAsync("<late@example.org>", MessageToAppend.Sent));

        await using var other = new SyncedMailbox(dovecot.Server!, mailbox.Server.User);
        await other.AppendAsync(Message(MessageToAppend.Sent, "late", []));

        Assert.Single(await mailbox.FindAsync("<late@example.org>", MessageToAppend.Sent));
    }

    [DovecotFact]
    public async Task Append_BeforeAnySync_IsFoundByTheFirstSync()
    {
        await using var mailbox = dovecot.NewMailbox();

        var outcome = await mailbox.AppendAsync(Message(MessageToAppend.Sent, "early", [@"\Seen"]));

        Assert.Empty(outcome.Changes);
        Assert.IsType<PlacedLocation>(outcome.Location);
        await mailbox.SyncAsync();
        await AssertEqualAsync(mailbox);
        Assert.Single(mailbox.Copy["Sent"].Messages);
    }

    private async Task<SyncedMailbox> SyncedAsync()
    {
        var mailbox = dovecot.NewMailbox();
        await mailbox.SyncAsync();
        return mailbox;
    }

    private static MessageToAppend Message(string role, string subject, string[] flags) => new(
        role,
        Encoding.ASCII.GetBytes($"From: ann@example.org\r\nTo: bob@example.org\r\nSubject: {subject}\r\nMessage-ID: <{subject}@example.org>\r\nDate: Mon, 30 Nov 2026 12:00:00 +0000\r\n\r\nHello.\r\n"),
        flags,
        Noon,
        Replaces: null);

    private static async Task AssertEqualAsync(SyncedMailbox mailbox) =>
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
}
