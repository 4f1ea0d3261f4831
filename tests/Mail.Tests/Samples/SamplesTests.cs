using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Mime;
using EmailAgent.Mail.Tests.Imap.Dovecot;
using EmailAgent.Mail.Tests.Smtp.Scripted;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Samples;

/// <summary>Runs the samples of src/Mail/README.md.</summary>
public sealed class SamplesTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private readonly StringWriter _output = new();

    [Fact]
    public void Read_TellsWhatAMessageSays()
    {
        Samples.Read(Samples.Write(), _output);

        Assert.StartsWith("Jörg Müller wrote \"Größe & Preis\" on 5 ", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("See the attachment.", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("preis.csv: text/csv, 3 bytes", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_GoesToTheAuthor()
    {
        var answer = Samples.Answer(Samples.Write(), new MailAddress("Ada", "ada@example.org"), new DateTimeOffset(2026, 11, 5, 10, 0, 0, TimeSpan.Zero));

        Assert.Equal("joerg@xn--bcher-kva.example", Assert.Single(answer.To).Address);
        Assert.Equal("Re: Größe & Preis", answer.Subject);
        Assert.EndsWith("> See the attachment.", answer.Text, StringComparison.Ordinal);
    }

    [DovecotFact]
    public async Task ListUnread_ShowsTheInbox()
    {
        var user = DovecotFixture.NewUser();
        await using (var client = await dovecot.LoginAsync(user))
            await client.AppendAsync(ImapMailbox.Inbox, [], null, Samples.Write());

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
            await other.AppendAsync(ImapMailbox.FromName("Archive"), [], null, Samples.Write());
        await watching;

        Assert.Equal("Archive: 1 messages\n", _output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Send_TellsEachRecipientsFate()
    {
        await using var server = ScriptedSmtpServer.Start(async c =>
        {
            await c.GreetAsync();
            await c.AnswerAsync("MAIL FROM:", "250 ok");
            await c.AnswerAsync("RCPT TO:<ada@example.org>", "250 ok");
            await c.AnswerAsync("RCPT TO:<gone@example.org>", "550 5.1.1 no such user");
            await c.AnswerAsync("DATA", "354 go");
            await c.ReceiveDataAsync();
            await c.SendAsync("250 2.0.0 queued\r\n");
            await c.AnswerAsync("QUIT", "221 bye");
        });

        await Samples.SendAsync(server.Endpoint(), Encoding.ASCII.GetBytes("Subject: x\r\n\r\n"), _output);

        Assert.Equal("Sent\nada@example.org: Sent queued\ngone@example.org: NotSent no such user\n", _output.ToString().ReplaceLineEndings("\n"));
    }
}
