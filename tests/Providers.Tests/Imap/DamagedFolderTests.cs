using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>Folders, and stretches of folders, of which the server hands out nothing: their messages are outstanding, and everything else goes on.</summary>
public sealed class DamagedFolderTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private const string Broken = "NO [SERVERBUG] Internal error occurred";

    private string _selected = "";

    [DovecotFact]
    public async Task History_OfAFolderThatHandsOutNothing_IsOutstanding_AndTheSessionGoesOn()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, "INBOX", 3);
        await FillAsync(mailbox, "Archive", 25);
        proxy.OnCommand = command => IsFetchIn(command, "Archive", _ => true) ? ImapFault.Answer(Broken) : ImapFault.None;

        await mailbox.SyncAsync();

        Assert.Equal((3, 0), (mailbox.Copy["INBOX"].Messages.Count, mailbox.Copy["Archive"].Messages.Count));
        Assert.Equal(25, mailbox.Copy.Outstanding.All.Count);
        Assert.True((await mailbox.SessionAsync()).HistoryComplete);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task History_BelowAStretchThatIsNotHandedOut_ComesIn()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, "INBOX", 140);
        proxy.OnCommand = command => IsFetchIn(command, "INBOX", uid => uid is > 20 and <= 40) ? ImapFault.Answer(Broken) : ImapFault.None;

        await mailbox.SyncAsync();

        Assert.Equal(120, mailbox.Copy.Count);
        Assert.Equal(Enumerable.Range(21, 20), mailbox.Copy.Outstanding.All.Select(mail => (int)mail.Key.Uid!.Value).Order());
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task NewMail_OfAFolderThatHandsOutNothing_IsOutstanding_AndTheSessionGoesOn()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, "INBOX", 2);
        await FillAsync(mailbox, "Archive", 1);
        await mailbox.SyncAsync();
        await FillAsync(mailbox, "Archive", 12);
        proxy.OnCommand = command => IsFetchIn(command, "Archive", _ => true) ? ImapFault.Answer(Broken) : ImapFault.None;

        await mailbox.PullAsync(PullScope.All);

        Assert.Equal(12, mailbox.Copy.Outstanding.All.Count);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task Outage_WhileTheCopyHasMailOfAnotherFolder_EndsAfterFewCommands_AndLosesNothing()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, "INBOX", 3);
        await mailbox.SyncAsync();
        await FillAsync(mailbox, "Archive", 25);
        proxy.OnCommand = command => ImapFaultProxy.IsFetch(command) ? ImapFault.Answer("NO [UNAVAILABLE] not now") : ImapFault.None;
        var before = proxy.Fetches;

        var error = await Assert.ThrowsAsync<ProviderException>(() => mailbox.SyncAsync());

        Assert.Equal(ProviderFailure.Busy, error.Failure);
        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.InRange(proxy.Fetches - before, 1, 8);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task Outage_ThatBeginsInsideAStretch_EndsAfterFewCommands_AndFewMessagesAreOutstanding()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, "INBOX", 90);
        // The stretch as a whole is refused; its first and its last message arrive, and then nothing does.
        proxy.OnCommand = command => ImapFaultProxy.IsFetch(command) && proxy.Fetches is not (2 or 3) ? ImapFault.Answer("NO [UNAVAILABLE] not now") : ImapFault.None;

        var error = await Assert.ThrowsAsync<ProviderException>(() => mailbox.SyncAsync());

        Assert.Equal(ProviderFailure.Busy, error.Failure);
        Assert.Equal((2, 8), (mailbox.Copy.Count, mailbox.Copy.Outstanding.All.Count));
        Assert.InRange(proxy.Fetches, 1, 40);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answers_WithoutTheContentOfAnyMessage_AreAnOutage_UnlessOtherMailIsHandedOut(bool isOutage)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, "INBOX", 3);
        await mailbox.SyncAsync();
        await FillAsync(mailbox, "Archive", 25);
        proxy.OnMessage = (_, text) => isOutage || text.Contains("Archive-", StringComparison.Ordinal) ? ImapFault.NoContent : ImapFault.None;

        var error = await Record.ExceptionAsync(() => mailbox.SyncAsync());

        Assert.Equal(isOutage ? ProviderFailure.Busy : null, (error as ProviderException)?.Failure);
        Assert.Equal(isOutage ? 0 : 25, mailbox.Copy.Outstanding.All.Count);
        await AssertHealsAsync(proxy, mailbox);
    }

    private bool IsFetchIn(string command, string folder, Func<uint, bool> isDamaged)
    {
        if (command.StartsWith("SELECT ", StringComparison.Ordinal)) _selected = command;
        return ImapFaultProxy.IsFetch(command) && _selected.Contains(folder, StringComparison.Ordinal) && UidSet.Parse(command.Split(' ')[2]).Any(isDamaged);
    }

    private static async Task FillAsync(SyncedMailbox mailbox, string folder, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            byte[] message = [.. DovecotSeries.Message($"{folder}-{i:D3}"), .. Enumerable.Repeat((byte)'x', 300)];
            await mailbox.Server.AddAsync(folder, message, received: TimeProvider.System.GetUtcNow().AddDays(-1));
        }
    }

    private static async Task AssertHealsAsync(ImapFaultProxy proxy, SyncedMailbox mailbox)
    {
        proxy.Heal();
        await mailbox.DropSessionAsync();
        await mailbox.SyncAsync();
        await mailbox.RetryAsync();
        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }
}
