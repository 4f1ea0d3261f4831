using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>Folders that the server announces and refuses: they are named, their mail stays in the copy, and the others go on.</summary>
public sealed class OutstandingFolderTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    [DovecotFact]
    public async Task Folder_ThatSelectRefuses_IsOutstanding_AndTheOthersGoOn()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.DeliverAsync("in-inbox");
        await mailbox.SaveAsync("Archive", "in-archive");
        proxy.OnCommand = command => IsOpening(command, "Archive") ? ImapFault.Answer("NO [NOPERM] Permission denied") : ImapFault.None;

        await mailbox.SyncAsync();

        Assert.Equal(1, mailbox.Copy.Count);
        var mail = Assert.Single(mailbox.Copy.Outstanding.All);
        Assert.Equal((OutstandingKey.Folder(mailbox.Copy["Archive"].Id), OutstandingReason.Refused), (mail.Key, mail.Reason));
        Assert.True((await mailbox.SessionAsync()).HistoryComplete);

        var tries = Openings(proxy, "Archive");
        await mailbox.PullAsync(PullScope.All);
        await mailbox.PullAsync(PullScope.All);
        Assert.Equal(tries, Openings(proxy, "Archive")); // It is not due.
        await mailbox.PullAsync(PullScope.Reconcile);
        Assert.Equal(tries + 1, Openings(proxy, "Archive"));
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotTheory]
    [InlineData("NO [UNAVAILABLE] not now")]
    [InlineData("NO [NOPERM] never")]
    public async Task KnownFolder_WhoseStatusAndSelectAreRefused_KeepsItsMail(string answer)
    {
        await using var server = await DovecotServer.StartAsync(new DovecotOptions { HiddenCapabilities = ["LIST-STATUS"] });
        await using var proxy = ImapFaultProxy.Start(server.ImapPort);
        await using var mailbox = new SyncedMailbox(server, "alice", proxy.Port);
        await mailbox.SaveAsync("Archive", "kept");
        await mailbox.SyncAsync();
        proxy.OnCommand = command => IsOpening(command, "Archive") || IsStatus(command, "Archive") ? ImapFault.Answer(answer) : ImapFault.None;
        await mailbox.DropSessionAsync();

        await mailbox.SyncAsync();

        Assert.Single(mailbox.Copy["Archive"].Messages);
        Assert.Equal(OutstandingKey.Folder(mailbox.Copy["Archive"].Id), Assert.Single(mailbox.Copy.Outstanding.All).Key);
        await AssertHealsAsync(proxy, mailbox);
        Assert.Empty(mailbox.Copy.Log);
    }

    [DovecotFact]
    public async Task Folder_WhoseStatusAloneIsRefused_IsSyncedAllTheSame()
    {
        await using var server = await DovecotServer.StartAsync(new DovecotOptions { HiddenCapabilities = ["LIST-STATUS"] });
        await using var proxy = ImapFaultProxy.Start(server.ImapPort);
        await using var mailbox = new SyncedMailbox(server, "alice", proxy.Port);
        await mailbox.SaveAsync("Archive", "there");
        proxy.OnCommand = command => IsStatus(command, "Archive") ? ImapFault.Answer("NO [SERVERBUG] no counters") : ImapFault.None;

        await mailbox.SyncAsync();

        Assert.Single(mailbox.Copy["Archive"].Messages);
        Assert.Empty(mailbox.Copy.Outstanding.All);
        await mailbox.SaveAsync("Archive", "later");
        await mailbox.PullAsync(PullScope.All);
        Assert.Equal(2, mailbox.Copy["Archive"].Messages.Count);
    }

    [DovecotTheory]
    [InlineData("identities")]
    [InlineData("folder")]
    public async Task Move_ToAFolderThatIsRefusedForNow_StaysAMove(string refused)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.SaveAsync("Archive", "there");
        await mailbox.DeliverAsync("moved");
        await mailbox.SyncAsync();
        proxy.OnCommand = command => (refused == "folder" ? IsOpening(command, "Archive") : command.Contains("HEADER.FIELDS", StringComparison.Ordinal))
            ? ImapFault.Answer("NO [UNAVAILABLE] not now") : ImapFault.None;
        await mailbox.DoveadmAsync("move", "Archive", "mailbox", "INBOX", "all");

        await mailbox.PullAsync(PullScope.All);
        await AssertHealsAsync(proxy, mailbox);

        Assert.StartsWith("moved", Assert.Single(mailbox.Copy.Log), StringComparison.Ordinal);
    }

    [DovecotFact]
    public async Task Deletion_BesideAFolderThatIsRefusedAgain_IsBelieved()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.SaveAsync("Archive", "there");
        await mailbox.DeliverAsync("deleted");
        await mailbox.SyncAsync();
        proxy.OnCommand = command => IsOpening(command, "Archive") ? ImapFault.Answer("NO [NOPERM] never") : ImapFault.None;
        await mailbox.PullAsync(PullScope.Reconcile);
        await mailbox.DoveadmAsync("expunge", "mailbox", "INBOX", "all");

        await mailbox.PullAsync(PullScope.Reconcile);

        Assert.StartsWith("deleted", Assert.Single(mailbox.Copy.Log), StringComparison.Ordinal);
    }

    [DovecotFact]
    public async Task Inbox_ThatIsRefused_IsOutstanding_AndWaitingCostsNothing()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.SaveAsync("Archive", "there");
        proxy.OnCommand = command => IsOpening(command, "INBOX") ? ImapFault.Answer("NO [INUSE] being rebuilt") : ImapFault.None;

        await mailbox.SyncAsync();

        Assert.Single(mailbox.Copy["Archive"].Messages);
        Assert.Single(mailbox.Copy.Outstanding.All);
        var commands = proxy.Commands.Count;
        Assert.False(await (await mailbox.SessionAsync()).WaitAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None));
        Assert.Equal(commands, proxy.Commands.Count);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task Folder_RefusedWhileItsHistoryComesIn_DoesNotHoldUpTheOthers()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.DeliverAsync("in-inbox");
        await mailbox.SaveAsync("Archive", "in-archive");
        await mailbox.PullAsync(PullScope.All);
        proxy.OnCommand = command => IsOpening(command, "Archive") ? ImapFault.Answer("NO [UNAVAILABLE] not now") : ImapFault.None;

        await mailbox.SyncAsync();

        Assert.Equal("INBOX", Assert.Single(mailbox.CopyState()).Folder);
        Assert.Single(mailbox.Copy.Outstanding.All);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task Folder_WhoseOpeningEndsTheConnection_IsOutstanding_AndTheOthersGoOn()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.DeliverAsync("in-inbox");
        await mailbox.SaveAsync("Archive", "in-archive");
        proxy.OnCommand = command => IsOpening(command, "Archive") ? ImapFault.Close : ImapFault.None;

        await FailAsync(mailbox);
        Assert.Empty(mailbox.Copy.Outstanding.All); // That may have been chance.
        await FailAsync(mailbox);
        Assert.Equal(1, Assert.Single(mailbox.Copy.Outstanding.All).AskWith);
        mailbox.Copy.Outstanding.NextAttempt = DateTimeOffset.MinValue;
        await FailAsync(mailbox);
        mailbox.Copy.Outstanding.NextAttempt = DateTimeOffset.MaxValue;
        await mailbox.SyncAsync();

        Assert.Equal("INBOX", Assert.Single(mailbox.CopyState()).Folder);
        var mail = Assert.Single(mailbox.Copy.Outstanding.All);
        Assert.Equal((OutstandingKey.Folder(mailbox.Copy["Archive"].Id), OutstandingReason.ConnectionLost, null), (mail.Key, mail.Reason, mail.AskWith));
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Folder_ThatAListingLeavesOut_KeepsItsMail(bool isNewSession)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.Server.CreateFolderAsync("Work");
        await mailbox.SaveAsync("Work", "kept");
        await mailbox.SyncAsync();
        proxy.OnResponse = response => response.StartsWith("* LIST ", StringComparison.Ordinal) && response.Contains("Work", StringComparison.Ordinal) ? ImapFault.LeaveOut : ImapFault.None;
        if (isNewSession) await mailbox.DropSessionAsync();

        await mailbox.PullAsync(PullScope.All);

        Assert.Single(mailbox.Copy["Work"].Messages);
        proxy.Heal();
        await mailbox.DoveadmAsync("mailbox delete", "Work");
        await mailbox.PullAsync(PullScope.All);
        Assert.DoesNotContain(mailbox.Copy.Folders, folder => folder.Name == "Work");
    }

    [DovecotFact]
    public async Task Folder_ThatIsNotListedAndRefusedForNow_KeepsItsMail()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.Server.CreateFolderAsync("Work");
        await mailbox.SaveAsync("Work", "kept");
        await mailbox.SyncAsync();
        proxy.OnResponse = response => response.StartsWith("* LIST ", StringComparison.Ordinal) && response.Contains("Work", StringComparison.Ordinal) ? ImapFault.LeaveOut : ImapFault.None;
        proxy.OnCommand = command => IsOpening(command, "Work") || IsStatus(command, "Work") ? ImapFault.Answer("NO [UNAVAILABLE] not now") : ImapFault.None;
        await mailbox.DropSessionAsync();

        await mailbox.SyncAsync();

        Assert.Single(mailbox.Copy["Work"].Messages);
        Assert.Equal(OutstandingKey.Folder(mailbox.Copy["Work"].Id), Assert.Single(mailbox.Copy.Outstanding.All).Key);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task Idle_ThatIsRefused_LeavesTheSessionToThePolls()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.SyncAsync();
        proxy.OnCommand = command => command == "IDLE" ? ImapFault.Answer("NO not here") : ImapFault.None;

        Assert.True((await mailbox.SessionAsync()).PushesAll);
        Assert.False(await (await mailbox.SessionAsync()).WaitAsync(TimeSpan.FromMilliseconds(50), CancellationToken.None));
        Assert.False((await mailbox.SessionAsync()).PushesAll);
        await mailbox.DeliverAsync("news");
        await mailbox.PullAsync(PullScope.All);

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    private static bool IsOpening(string command, string folder) =>
        (command.StartsWith("SELECT ", StringComparison.Ordinal) || command.StartsWith("EXAMINE ", StringComparison.Ordinal)) && command.Contains(folder, StringComparison.Ordinal);

    private static bool IsStatus(string command, string folder) =>
        command.StartsWith("STATUS ", StringComparison.Ordinal) && command.Contains(folder, StringComparison.Ordinal);

    private static int Openings(ImapFaultProxy proxy, string folder) => proxy.Commands.Count(command => IsOpening(command, folder));

    private static async Task FailAsync(SyncedMailbox mailbox)
    {
        await Assert.ThrowsAsync<ProviderException>(() => mailbox.SyncAsync());
        mailbox.Failures++;
        await mailbox.DropSessionAsync();
    }

    private static async Task AssertHealsAsync(ImapFaultProxy proxy, SyncedMailbox mailbox)
    {
        proxy.Heal();
        mailbox.Copy.Outstanding.NextAttempt = DateTimeOffset.MinValue;
        await mailbox.SyncAsync();
        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }
}
