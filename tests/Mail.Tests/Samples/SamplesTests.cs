using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Dovecot;
using EmailAgent.Mail.Tests.Mime;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Samples;

/// <summary>Runs the samples of src/Mail/README.md.</summary>
public sealed class SamplesTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private static readonly byte[] Message = Raw.Bytes(
        """
        From: =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@xn--bcher-kva.example>
        To: ada@example.org
        Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe_&_Preis?=
        Date: Thu, 5 Nov 2026 09:00:00 +0100
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/plain

        See the attachment.
        --x
        Content-Type: text/csv
        Content-Disposition: attachment; filename=preis.csv

        1;2
        --x--

        """);

    private readonly StringWriter _output = new();

    [Fact]
    public void Read_TellsWhatAMessageSays()
    {
        Samples.Read(Message, _output);

        Assert.StartsWith("Jörg Müller wrote \"Größe & Preis\" on 5 ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("See the attachment.", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("preis.csv: text/csv, 3 bytes", _output.ToString(), StringComparison.Ordinal);
    }

    [DovecotFact]
    public async Task ListUnread_ShowsTheInbox()
    {
        var user = DovecotFixture.NewUser();
        await using (var client = await dovecot.LoginAsync(user))
            await client.AppendAsync(ImapMailbox.Inbox, [], null, Message);

        var endpoint = new ImapEndpoint(DovecotServer.Host, dovecot.Server.ImapPort, ImapSecurity.None);
        await Samples.ListUnreadAsync(endpoint, user, DovecotServer.DefaultPassword, _output);

        Assert.Equal("1: Größe & Preis, multipart/mixed\nCancelled\n", _output.ToString().ReplaceLineEndings("\n"));
    }

    [DovecotFact]
    public async Task Watch_TellsOfOtherMailboxes()
    {
        var user = DovecotFixture.NewUser();
        await using var client = await dovecot.LoginAsync(user);
        await client.SelectAsync(ImapMailbox.Inbox);
        var watching = Samples.WatchAsync(client, _output);
        await Eventually.True(() => client.Notifications.AreOn);

        await using (var other = await dovecot.LoginAsync(user))
            await other.AppendAsync(ImapMailbox.FromName("Archive"), [], null, Message);
        await watching;

        Assert.Equal("Archive: 1 messages\n", _output.ToString().ReplaceLineEndings("\n"));
    }
}
