using EmailAgent.Providers.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>News of any folder, pushed by a server with NOTIFY.</summary>
public sealed class FolderPushTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    [DovecotFact]
    public async Task Wait_ChangesInAnotherFolder_AreHeardAndTakenInByThemselves()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.SaveAsync("Archive", "one");
        await mailbox.SyncAsync();
        Assert.True((await mailbox.SessionAsync()).PushesAll);

        await mailbox.SaveAsync("Archive", "two");
        await HearAsync(mailbox);
        Assert.Equal(["Received two"], mailbox.Copy.Log);

        await mailbox.DoveadmAsync("flags add", @"\Flagged", "mailbox", "Archive", "all");
        await HearAsync(mailbox);

        await mailbox.DoveadmAsync("expunge", "mailbox", "Archive", "uid", "1");
        await HearAsync(mailbox);

        await mailbox.DoveadmAsync("move", "Trash", "mailbox", "Archive", "all");
        await HearAsync(mailbox);
        Assert.True((await mailbox.SessionAsync()).PushesAll);
        Assert.StartsWith("moved", mailbox.Copy.Log[^1], StringComparison.Ordinal);
    }

    [DovecotFact]
    public async Task Wait_FoldersCreatedRenamedAndDeleted_AreHeard()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.DeliverAsync("one");
        await mailbox.SyncAsync();

        await mailbox.Server.CreateFolderAsync("Fresh");
        await HearAsync(mailbox, () => mailbox.Copy.Folders.Any(folder => folder.Name == "Fresh"));
        await mailbox.SaveAsync("Fresh", "two");
        await HearAsync(mailbox);
        var id = mailbox.Copy["Fresh"].Messages.Values.Single().Id;

        await mailbox.DoveadmAsync("mailbox rename", "Fresh", "Renamed");
        await HearAsync(mailbox, () => mailbox.Copy.Folders.Any(folder => folder.Name == "Renamed"));
        Assert.Equal(id, mailbox.Copy["Renamed"].Messages.Values.Single().Id);

        await mailbox.DoveadmAsync("mailbox delete", "Renamed");
        await HearAsync(mailbox, () => mailbox.Copy.Folders.All(folder => folder.Name != "Renamed"));
        Assert.Equal(["Received two", $"deleted {id}"], mailbox.Copy.Log);
    }

    [DovecotFact]
    public async Task Wait_PushesThatSayNothingNew_DoNotEndIt()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.SaveAsync("Archive", "one");
        await mailbox.SyncAsync();
        await mailbox.DropSessionAsync(); // Dovecot has created the special folders, and reports that.
        await mailbox.SyncAsync();

        // A flag that is set already is stored again: the counters that are pushed are those of the copy.
        await mailbox.DoveadmAsync("flags add", @"\Seen", "mailbox", "Archive", "all");
        await HearAsync(mailbox);
        await mailbox.PullAsync(PullScope.All);
        await mailbox.DoveadmAsync("flags add", @"\Seen", "mailbox", "Archive", "all");
        Assert.False(await (await mailbox.SessionAsync()).WaitAsync(Short, CancellationToken.None));
    }

    [DovecotFact]
    public async Task Wait_ChangesInAFolderWhileItIsSelected_AreFoundWithoutAPush()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.SaveAsync("Archive", "one");
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();
        Assert.NotNull(await session.ReadRawAsync(new PlacedLocation("Archive", mailbox.Copy["Archive"].Cursor, 1), 0, 1024, CancellationToken.None));

        await mailbox.SaveAsync("Archive", "two");
        await HearAsync(mailbox);
        Assert.True(session.PushesAll);
    }

    [DovecotFact]
    public async Task Edit_InAnotherFolder_CostsTheServerNoTrust()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.SaveAsync("Archive", "one");
        await mailbox.SyncAsync();

        await mailbox.EditAsync(new FlagEdit([@"\Seen"], []), "Archive", [1]);
        await mailbox.PullAsync(PullScope.All);
        await mailbox.EditAsync(new MoveEdit("Trash"), "Archive", [1]);
        await mailbox.PullAsync(PullScope.All);

        Assert.True((await mailbox.SessionAsync()).PushesAll);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    [DovecotFact]
    public async Task Session_AfterReconnect_IsPushedAgain()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.SaveAsync("Archive", "one");
        await mailbox.SyncAsync();
        await mailbox.DropSessionAsync();
        await mailbox.SaveAsync("Archive", "two");
        await mailbox.SyncAsync();

        await mailbox.SaveAsync("Archive", "three");
        await HearAsync(mailbox);
        Assert.Equal(["Received two", "Received three"], mailbox.Copy.Log);
    }

    [DovecotTheory]
    [InlineData("NO [NOTIFICATIONOVERFLOW] Too many mailboxes")]
    [InlineData("BAD Unknown command")]
    public async Task Refusal_LeavesTheInboxPushedAndTheRestToPolls(string answer)
    {
        await using var proxy = AnsweringProxy.Start(dovecot.Server!.ImapPort, command => IsNotify(command) ? answer : null);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.DeliverAsync("one");
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();
        Assert.Equal((true, false), (session.HasPush, session.PushesAll));

        await mailbox.SaveAsync("Archive", "two");
        Assert.False(await session.WaitAsync(Short, CancellationToken.None));
        await mailbox.PullAsync(PullScope.All);
        await mailbox.DeliverAsync("three");
        await HearAsync(mailbox);
        Assert.Equal(["Received two", "Received three"], mailbox.Copy.Log);
    }

    [DovecotFact]
    public async Task Server_ThatAcceptsAndStaysSilent_LosesTrustAtTheFirstCheckWithNews()
    {
        await using var proxy = AnsweringProxy.Start(dovecot.Server!.ImapPort, command => IsNotify(command) ? "OK done" : null);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.SaveAsync("Archive", "one");
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();
        await mailbox.PullAsync(PullScope.All);
        Assert.True(session.PushesAll);

        await mailbox.SaveAsync("Archive", "two");
        Assert.False(await session.WaitAsync(Short, CancellationToken.None));
        await mailbox.PullAsync(PullScope.All);
        Assert.Equal(["Received two"], mailbox.Copy.Log);
        Assert.False(session.PushesAll);
        await mailbox.PullAsync(PullScope.All);
        Assert.False(session.PushesAll);
    }

    [DovecotFact]
    public async Task Server_ThatIsSilentAboutSomeChanges_IsTrustedOnceMoreAndThenNoLonger()
    {
        await using var mailbox = dovecot.NewMailbox();
        await mailbox.SaveAsync("Archive", "one");
        await mailbox.SaveAsync("Trash", "two");
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();

        // Dovecot does not hear of files that another program puts into a folder.
        foreach (var (written, isTrustedAgain) in new[] { ("three", true), ("four", false) })
        {
            await mailbox.Server.AddAsync("Archive", DovecotSeries.Message(written));
            await mailbox.PullAsync(PullScope.All);
            Assert.False(session.PushesAll);

            await mailbox.SaveAsync("Trash", "after " + written);
            await HearAsync(mailbox);
            Assert.Equal(isTrustedAgain, session.PushesAll);
        }
    }

    [DovecotFact]
    public async Task Overflow_MakesAllFoldersLookedAtAndPushedAgain_UntilItComesTooOften()
    {
        await using var proxy = FaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.SaveAsync("Archive", "one");
        await mailbox.SyncAsync();
        var session = await mailbox.SessionAsync();

        for (var i = 1; i <= 3; i++)
        {
            await mailbox.Server.AddAsync("Archive", DovecotSeries.Message($"unheard{i}"));
            proxy.Inject("* OK [NOTIFICATIONOVERFLOW] Too much\r\n"u8.ToArray());
            await mailbox.DeliverAsync($"inbox{i}");
            await HearAsync(mailbox);
            Assert.Equal(i < 3, session.PushesAll);
            await mailbox.SaveAsync("Trash", $"trash{i}");
            await (session.PushesAll ? HearAsync(mailbox) : mailbox.PullAsync(PullScope.All));
        }

        // The inbox is pushed all the same.
        await mailbox.DeliverAsync("last");
        await HearAsync(mailbox);
        Assert.Equal("Received last", mailbox.Copy.Log[^1]);
    }

    [DovecotFact]
    public async Task Session_WithNotifyTurnedOff_PushesTheInboxOnly()
    {
        await using var mailbox = dovecot.NewMailbox(options: new ImapSyncOptions { Notify = false });
        await mailbox.DeliverAsync("one");
        await mailbox.SyncAsync();

        var session = await mailbox.SessionAsync();
        Assert.Equal((true, false), (session.HasPush, session.PushesAll));
    }

    private static bool IsNotify(string command) => command.StartsWith("NOTIFY", StringComparison.Ordinal);

    /// <summary>Takes in what is pushed until the copy is equal to the server, and to what else is expected.</summary>
    private static async Task HearAsync(SyncedMailbox mailbox, Func<bool>? condition = null)
    {
        var session = await mailbox.SessionAsync();
        do
        {
            Assert.True(await session.WaitAsync(Long, CancellationToken.None));
            await mailbox.PullAsync(PullScope.Pushed);
        }
        while (condition?.Invoke() == false || !(await mailbox.ServerStateAsync()).SequenceEqual(mailbox.CopyState()));
    }
}
