using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>
/// Flags on a server without mod-sequences (RFC 7162). No counter shows a change afterwards, so that a change that is not reported at
/// once is found only by reading all flags.
/// </summary>
public sealed class UncountedFlagTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private DovecotServer? _dovecot;
    private SyncedMailbox? _mailbox;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_mailbox is { } mailbox) await mailbox.DisposeAsync();
        if (_dovecot is { } dovecot) await dovecot.DisposeAsync();
    }

    // Dovecot pushes \Seen of a folder half a second later, and not if the folder is selected by then; other flags never.
    [DovecotTheory]
    [InlineData("", @"\Seen")]
    [InlineData("", @"\Flagged")]
    [InlineData("NOTIFY", @"\Flagged")]
    [InlineData("NOTIFY LIST-STATUS", @"\Flagged")]
    public async Task Inbox_ChangedWhileAnotherFolderIsSelected_IsNewsOnce(string hidden, string flag)
    {
        var mailbox = await StartAsync(hidden);
        var session = await mailbox.SessionAsync();
        await SelectAsync("Archive");
        await mailbox.DoveadmAsync("flags add", flag, "mailbox", "INBOX", "all");

        Assert.True(await session.WaitAsync(Long, CancellationToken.None));
        await mailbox.PullAsync(PullScope.Pushed);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.False(await session.WaitAsync(Short, CancellationToken.None));
    }

    [DovecotFact]
    public async Task Session_OfAServerWithNotify_IsPolledForOtherFolders()
    {
        var mailbox = await StartAsync();
        var session = await mailbox.SessionAsync();
        await mailbox.DoveadmAsync("flags add", @"\Flagged", "mailbox", "Archive", "all");
        Assert.False(await session.WaitAsync(Short, CancellationToken.None));
        Assert.False(session.PushesAll);

        await mailbox.PullAsync(PullScope.All);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    private async Task<SyncedMailbox> StartAsync(string hidden = "")
    {
        _dovecot = await DovecotServer.StartAsync(new DovecotOptions { HiddenCapabilities = ["CONDSTORE", "QRESYNC", .. hidden.Split(' ')] });
        _mailbox = new SyncedMailbox(_dovecot, "uncounted");
        await _mailbox.DeliverAsync("one");
        await _mailbox.SaveAsync("Archive", "two");
        await _mailbox.SyncAsync();
        while (await (await _mailbox.SessionAsync()).WaitAsync(Short, CancellationToken.None))
        {
            await _mailbox.PullAsync(PullScope.Pushed); // Dovecot has created the special folders, and reports that.
        }

        return _mailbox;
    }

    private async Task SelectAsync(string folder) => Assert.NotNull(
        await (await _mailbox!.SessionAsync()).ReadRawAsync(new PlacedLocation(folder, _mailbox.Copy[folder].Cursor, 1), 0, 1024, CancellationToken.None));
}
