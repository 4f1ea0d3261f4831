using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class PartTests
{
    private const string Structure = "BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"iso-8859-1\") NIL NIL \"QUOTED-PRINTABLE\" 4 1)(\"APPLICATION\" \"PDF\" NIL NIL NIL \"BASE64\" 25 NIL (\"attachment\" NIL)) \"MIXED\")";

    private static readonly ImapClientOptions SmallPieces = new() { Limits = ImapLimits.Default with { Piece = 10 } };

    [Fact]
    public async Task Texts_OfSeveralMessages_AreAskedForTogetherAndDecoded()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.AnswerAsync("UID FETCH 1:3 (UID BODYSTRUCTURE)", $"* 1 FETCH (UID 1 {Structure})\r\n* 2 FETCH (UID 2 {Structure})\r\n* 3 FETCH (UID 3 BODYSTRUCTURE (\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 9))\r\n");
            await c.ExpectAsync("UID FETCH 1 (UID BODY.PEEK[1]<0.3>)");
            var first = c.Tag;
            await c.ExpectAsync("UID FETCH 2 (UID BODY.PEEK[1]<0.3>)");
            await c.SendAsync($"* 1 FETCH (UID 1 BODY[1]<0> \"=E4\")\r\n{first} OK done\r\n* 2 FETCH (UID 2 BODY[1]<0> \"b\")\r\n{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        var texts = new List<ImapMessageTexts>();

        await foreach (var message in client.Parts.TextsAsync(UidSet.FromRange(1, 3), 3))
        {
            texts.Add(message);
        }

        Assert.Equal([1u, 2u, 3u], texts.Select(t => t.Uid));
        Assert.Equal(("ä", true), (texts[0].Texts[0].Text, texts[0].Texts[0].IsCut));
        Assert.Equal(("b", false), (texts[1].Texts[0].Text, texts[1].Texts[0].IsCut));
        Assert.Empty(texts[2].Texts);
    }

    [Fact]
    public async Task Download_AfterABreak_GoesOnWhereItStopped()
    {
        using var destination = new MemoryStream();
        await using var first = Downloading(async c =>
        {
            await c.AnswerAsync("UID FETCH 5 (UID RFC822.SIZE BODY.PEEK[2]<0.10>)", "* 1 FETCH (UID 5 RFC822.SIZE 99 BODY[2]<0> \"0123456789\")\r\n");
            await c.ExpectAsync("UID FETCH 5 (UID RFC822.SIZE BODY.PEEK[2]<10.10>)");
            await c.SendAsync("* 1 FETCH (UID 5 RFC822.SIZE 99 BODY[2]<10> {10}\r\nabc");
        });
        await using var broken = await HostileServer.SelectedAsync(first, SmallPieces);
        var download = await NewDownloadAsync(broken);
        await Assert.ThrowsAsync<ImapConnectionException>(() => broken.Parts.DownloadAsync(download, destination));
        Assert.Equal(10, download.Received);

        await using var second = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync();
            await c.AnswerAsync("UID FETCH 5 (UID RFC822.SIZE BODY.PEEK[2]<10.10>)", "* 1 FETCH (UID 5 RFC822.SIZE 99 BODY[2]<10> \"abcdefghij\")\r\n");
            await c.AnswerAsync("UID FETCH 5 (UID RFC822.SIZE BODY.PEEK[2]<20.10>)", "* 1 FETCH (UID 5 RFC822.SIZE 99 BODY[2]<20> \"\")\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(second, SmallPieces);

        Assert.Equal(ImapDownloadResult.Complete, await client.Parts.DownloadAsync(download, destination));
        Assert.Equal("0123456789abcdefghij", Encoding.ASCII.GetString(destination.ToArray()));
        Assert.False(download.IsDecoded);
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 5 RFC822.SIZE 98 BODY[2]<10> \"x\")\r\n", ImapDownloadResult.Changed)]
    [InlineData("* 1 FETCH (UID 5 RFC822.SIZE 99 BODY[2]<10> NIL)\r\n", ImapDownloadResult.Gone)]
    [InlineData("", ImapDownloadResult.Gone)]
    public async Task Download_OfWhatIsNoLongerThere_WritesNothingElse(string answer, ImapDownloadResult expected)
    {
        using var destination = new MemoryStream();
        await using var server = Downloading(async c =>
        {
            await c.AnswerAsync("UID FETCH 5", "* 1 FETCH (UID 5 RFC822.SIZE 99 BODY[2]<0> \"0123456789\")\r\n");
            await c.AnswerAsync("UID FETCH 5", answer);
        });
        await using var client = await HostileServer.SelectedAsync(server, SmallPieces);
        var download = await NewDownloadAsync(client);

        Assert.Equal(expected, await client.Parts.DownloadAsync(download, destination));
        Assert.Equal(10, destination.Length);
    }

    [Fact]
    public async Task Download_WhereTheServerCannotDecode_TakesTheBytesAsTheyAre()
    {
        using var destination = new MemoryStream();
        await using var server = Downloading(
            async c =>
            {
                await c.AnswerAsync("UID FETCH 5 (UID RFC822.SIZE BINARY.PEEK[2]<0.10>)", "", "NO [UNKNOWN-CTE] cannot");
                await c.AnswerAsync("UID FETCH 5 (UID RFC822.SIZE BODY.PEEK[2]<0.10>)", "* 1 FETCH (UID 5 RFC822.SIZE 99 BODY[2]<0> \"x\")\r\n");
            },
            "IMAP4rev1 BINARY");
        await using var client = await HostileServer.SelectedAsync(server, SmallPieces);
        var download = await NewDownloadAsync(client);

        Assert.Equal(ImapDownloadResult.Complete, await client.Parts.DownloadAsync(download, destination));
        Assert.Equal((false, 1), (download.IsDecoded, destination.Length));
    }

    [Fact]
    public async Task Download_InAnotherUidValidity_AsksForNothing()
    {
        await using var server = Downloading(async c =>
        {
            await c.AnswerAsync("SELECT \"INBOX\"", "* 1 EXISTS\r\n* OK [UIDVALIDITY 2] new\r\n");
            await c.AnswerAsync("NOOP", "");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        var download = await NewDownloadAsync(client);
        await client.SelectAsync(ImapMailbox.Inbox);

        Assert.Equal(ImapDownloadResult.Gone, await client.Parts.DownloadAsync(download, Stream.Null));
        await client.NoopAsync();
    }

    private static ScriptedServer Downloading(Func<ScriptedConnection, Task> script, string capabilities = ScriptedConnection.Capabilities) => ScriptedServer.Start(async c =>
    {
        await c.SelectedAsync(capabilities);
        await c.AnswerAsync("UID FETCH 5 (UID BODYSTRUCTURE)", $"* 1 FETCH (UID 5 {Structure})\r\n");
        await script(c);
    });

    private static async Task<ImapDownload> NewDownloadAsync(ImapClient client)
    {
        ImapBodyPart? part = null;
        await foreach (var fetch in client.UidFetchAsync(UidSet.Of(5), new ImapFetchQuery { BodyStructure = true }))
        {
            part = fetch.BodyStructure!.Parts[1];
            fetch.Dispose();
        }

        var selection = new ImapSelection
        {
            Mailbox = client.Selected!, UidValidity = 1, UidNext = 0, Exists = 1, HighestModSeq = null, ReadOnly = false,
            PermanentFlags = null, Vanished = UidSet.Empty, Changes = [],
        };
        return new ImapDownload(selection, 5, part!);
    }
}
