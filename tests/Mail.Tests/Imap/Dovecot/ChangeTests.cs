using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Dovecot;

public sealed class ChangeTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    [DovecotTheory]
    [InlineData(ImapSecurity.None)]
    [InlineData(ImapSecurity.Tls)]
    public async Task Idle_WhenMailArrives_ReturnsWithIt(ImapSecurity security)
    {
        var user = DovecotFixture.NewUser();
        await using var client = await dovecot.LoginAsync(user, security);
        await client.SelectAsync(ImapMailbox.Inbox);

        for (uint i = 1; i <= 3; i++)
        {
            var idle = client.IdleAsync(Long);
            await dovecot.Server.DeliverAsync(user, DovecotFixture.Message(1));
            Assert.Equal(ImapIdleResult.Changed, await idle);
            Assert.Equal(i, client.TakeChanges().Exists);
        }
    }

    [DovecotFact]
    public async Task Idle_WhenMaximumPasses_LeavesTheConnectionUsable()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser(), ImapSecurity.Tls);
        await client.SelectAsync(ImapMailbox.Inbox);

        Assert.Equal(ImapIdleResult.MaximumPassed, await client.IdleAsync(TimeSpan.FromMilliseconds(50)));
        await client.NoopAsync();
    }

    [DovecotTheory]
    [InlineData(ImapSecurity.None)]
    [InlineData(ImapSecurity.Tls)]
    public async Task Idle_WhenCancelled_LeavesTheConnectionUsable(ImapSecurity security)
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser(), security);
        await client.SelectAsync(ImapMailbox.Inbox);
        using var cancelled = new CancellationTokenSource();

        var idle = client.IdleAsync(Long, cancelled.Token);
        await cancelled.CancelAsync();

        Assert.Equal(ImapIdleResult.Cancelled, await idle);
        Assert.True((await client.UidSearchAsync(ImapSearch.All)).IsEmpty);
    }

    [DovecotFact]
    public async Task Idle_WhenServerIsKilled_FailsAndStaysFailed()
    {
        await using var server = await DovecotServer.StartAsync();
        var client = await ImapClient.ConnectAsync(new ImapEndpoint(DovecotServer.Host, server.ImapPort, ImapSecurity.None));
        await client.LoginAsync("alice", DovecotServer.DefaultPassword);
        await client.SelectAsync(ImapMailbox.Inbox);
        var idle = client.IdleAsync(Long);
        await server.KillAsync();

        var first = await Assert.ThrowsAsync<ImapConnectionException>(() => idle);
        var second = await Assert.ThrowsAsync<ImapConnectionException>(() => client.NoopAsync());

        Assert.Equal(first.Stage, second.Stage);
        Assert.Same(first, second.InnerException);
    }

    [DovecotFact]
    public async Task Select_WithQResync_TellsWhatChangedAndWhatVanished()
    {
        var user = DovecotFixture.NewUser();
        await using var other = await dovecot.LoginAsync(user);
        for (var i = 1; i <= 4; i++)
        {
            await other.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(i));
        }

        var known = await other.SelectAsync(ImapMailbox.Inbox);
        await other.UidStoreAsync(UidSet.Of(2), ImapStoreAction.Add, ["\\Flagged"]);
        await dovecot.Server.DoveadmAsync("expunge", "-u", user, "mailbox", "INBOX", "uid", "3");
        await using var client = await dovecot.LoginAsync(user);
        await client.EnableAsync(["QRESYNC"]);
        var since = new ImapQResync(known.UidValidity, known.HighestModSeq!.Value, UidSet.FromRange(1, 4));

        var selection = await client.SelectAsync(ImapMailbox.Inbox, new ImapSelectOptions { QResync = since });

        Assert.Equal("3", selection.Vanished.ToString());
        var change = Assert.Single(selection.Changes);
        Assert.Equal(2u, change.Uid);
        Assert.Contains("\\Flagged", change.Flags!);
        Assert.Equal(3u, selection.Exists);
        Assert.True(selection.HighestModSeq > known.HighestModSeq);
    }

    [DovecotFact]
    public async Task Fetch_ChangedSinceWithVanished_TellsBoth()
    {
        var user = DovecotFixture.NewUser();
        await using var client = await dovecot.LoginAsync(user);
        await client.EnableAsync(["QRESYNC"]);
        for (var i = 1; i <= 3; i++)
        {
            await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(i));
        }

        var known = await client.SelectAsync(ImapMailbox.Inbox);
        await dovecot.Server.DoveadmAsync("flags", "add", "-u", user, "\\Seen", "mailbox", "INBOX", "uid", "3");
        await dovecot.Server.DoveadmAsync("expunge", "-u", user, "mailbox", "INBOX", "uid", "1");
        var query = new ImapFetchQuery { Flags = true, ModSeq = true, ChangedSince = known.HighestModSeq, Vanished = true };

        var changed = new List<uint>();
        await foreach (var message in client.UidFetchAsync(UidSet.All, query))
        {
            changed.Add(message.Uid);
            message.Dispose();
        }

        Assert.Equal([3u], changed);
        Assert.Equal("1", client.TakeChanges().Vanished.ToString());
    }

    [DovecotFact]
    public async Task Noop_AfterChangesElsewhere_CollectsThem()
    {
        var user = DovecotFixture.NewUser();
        await using var client = await dovecot.LoginAsync(user);
        await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(1));
        await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(2));
        await client.SelectAsync(ImapMailbox.Inbox);
        await dovecot.Server.DoveadmAsync("flags", "add", "-u", user, "\\Seen", "mailbox", "INBOX", "uid", "2");
        await dovecot.Server.DoveadmAsync("expunge", "-u", user, "mailbox", "INBOX", "uid", "1");

        await client.NoopAsync();
        var changes = client.TakeChanges();

        Assert.Equal([1u], changes.Expunged);
        Assert.Contains("\\Seen", Assert.Single(changes.Flags).Flags!);
        Assert.True(client.TakeChanges().IsEmpty);
    }
}
