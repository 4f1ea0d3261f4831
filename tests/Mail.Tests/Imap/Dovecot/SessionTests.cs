using System.Net;
using System.Net.Sockets;
using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Dovecot;

public sealed class SessionTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    [DovecotTheory]
    [InlineData(ImapSecurity.None)]
    [InlineData(ImapSecurity.StartTls)]
    [InlineData(ImapSecurity.Tls)]
    public async Task Login_WithRightPassword_KnowsCapabilitiesOfTheUser(ImapSecurity security)
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser(), security);

        Assert.True(client.IsAuthenticated);
        Assert.True(client.Capabilities.QResync);
        Assert.True(client.Capabilities.ListStatus);
        Assert.True(client.Capabilities.Idle);
        await client.LogoutAsync();
        Assert.False(client.IsConnected);
    }

    [DovecotFact]
    public async Task Login_WithWrongPassword_IsRefusedAndMayBeRepeated()
    {
        await using var client = await dovecot.ConnectAsync(ImapSecurity.None);

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => client.LoginAsync("somebody", "wrong"));

        Assert.Equal("AUTHENTICATIONFAILED", refused.Code);
        Assert.DoesNotContain("wrong", refused.Message, StringComparison.Ordinal);
        await client.LoginAsync("somebody", DovecotServer.DefaultPassword);
    }

    [DovecotFact]
    public async Task Connect_WithCertificateNobodyTrusts_FailsInTls()
    {
        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => dovecot.ConnectAsync(ImapSecurity.Tls, new ImapClientOptions()));

        Assert.Equal(ImapStage.Tls, failure.Stage);
    }

    [DovecotFact]
    public async Task Connect_ToPortWithoutListener_FailsInConnect()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var endpoint = new ImapEndpoint("127.0.0.1", ((IPEndPoint)closed.LocalEndpoint).Port, ImapSecurity.None);
        closed.Stop();

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => ImapClient.ConnectAsync(endpoint));

        Assert.Equal(ImapStage.Connect, failure.Stage);
    }

    [DovecotFact]
    public async Task Id_Always_TellsTheName()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());

        var fields = await client.IdAsync(new Dictionary<string, string> { ["name"] = "EmailAgent" });

        Assert.Equal("Dovecot", fields["name"]);
    }

    [DovecotFact]
    public async Task Enable_QResync_EnablesCondstoreToo()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());

        var enabled = await client.EnableAsync(["QRESYNC", "NOT-A-CAPABILITY"]);

        Assert.Contains("qresync", enabled);
    }

    [DovecotFact]
    public async Task List_WithSpecialUse_KnowsRolesAndUnicodeNames()
    {
        var user = DovecotFixture.NewUser();
        await dovecot.Server.DoveadmAsync("mailbox", "create", "-u", user, "Entwürfe & Köpfe/日本語");
        await using var client = await dovecot.LoginAsync(user);

        var mailboxes = await client.ListAsync();

        Assert.Equal(ImapSpecialUse.Sent, mailboxes.Single(m => m.Name == "Sent").Role);
        Assert.Equal(ImapSpecialUse.Inbox, mailboxes.Single(m => m.Name == "INBOX").Role);
        Assert.Equal(ImapSpecialUse.Archive, mailboxes.Single(m => m.Name == "Archive").Role);
        var unicode = mailboxes.Single(m => m.Name == "Entwürfe & Köpfe/日本語");
        Assert.Equal('/', unicode.Delimiter);
        await client.SelectAsync(unicode);
        Assert.Equal(unicode, client.Selected);
    }

    [DovecotFact]
    public async Task ListStatus_SkipsWhatCannotBeSelected()
    {
        var user = DovecotFixture.NewUser();
        await dovecot.Server.DeliverAsync(user, DovecotFixture.Message(1));
        await dovecot.Server.DoveadmAsync("mailbox", "create", "-u", user, "Parent/Child");
        await using var client = await dovecot.LoginAsync(user);

        var states = await client.ListStatusAsync();

        Assert.Null(states.Single(s => s.Mailbox.Name == "Parent").Status);
        Assert.NotNull(states.Single(s => s.Mailbox.Name == "Parent/Child").Status);
        var inbox = states.Single(s => s.Mailbox.Name == "INBOX").Status!;
        Assert.Equal(1u, inbox.Messages);
        Assert.Equal(2u, inbox.UidNext);
        Assert.True(inbox.HighestModSeq > 0);
        Assert.Equal(inbox, await client.StatusAsync(ImapMailbox.Inbox));
        Assert.Null(await client.StatusAsync(ImapMailbox.FromName("Nowhere")));
    }

    [DovecotFact]
    public async Task Select_OfNothing_IsRefusedAndSelectsNothing()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());
        await client.SelectAsync(ImapMailbox.Inbox);

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => client.SelectAsync(ImapMailbox.FromName("Nowhere")));

        Assert.False(refused.IsBad);
        Assert.Null(client.Selected);
        await client.NoopAsync();
    }

    [DovecotFact]
    public async Task Select_ReadOnly_SaysSo()
    {
        await using var client = await dovecot.LoginAsync(DovecotFixture.NewUser());

        Assert.True((await client.SelectAsync(ImapMailbox.Inbox, new ImapSelectOptions { ReadOnly = true })).ReadOnly);
        Assert.False((await client.SelectAsync(ImapMailbox.Inbox)).ReadOnly);
        await client.UnselectAsync();
        Assert.Null(client.Selected);
    }
}
