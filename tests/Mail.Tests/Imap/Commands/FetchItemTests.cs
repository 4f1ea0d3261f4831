using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Commands;

public sealed class FetchItemTests
{
    [Fact]
    public async Task Fetch_OfEverything_AsksForWhatTheServerKnows()
    {
        const string Capabilities = "IMAP4rev1 BINARY PREVIEW OBJECTID X-GM-EXT-1";
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync(Capabilities);
            Assert.Equal(
                "UID FETCH 1 (UID ENVELOPE BODYSTRUCTURE PREVIEW EMAILID THREADID X-GM-MSGID X-GM-THRID X-GM-LABELS BINARY.SIZE[2] BINARY.PEEK[1.2]<0.5> BODY.PEEK[2.MIME])",
                await c.ExpectAsync("UID FETCH"));
            await c.SendAsync("* 1 FETCH (UID 1 ENVELOPE (NIL \"s\" NIL NIL NIL NIL NIL NIL NIL NIL) BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL NIL 1) ");
            await c.SendAsync("PREVIEW \"hello\" EMAILID (M6d99ac32) THREADID NIL X-GM-MSGID 1278455344230334865 X-GM-THRID 1266894439832287888 ");
            await c.SendAsync("X-GM-LABELS (\\Inbox \"\\\\Sent\" \"&AOQ- b\") BINARY.SIZE[2] 77 BINARY[1.2]<0> ~{3}\r\na\0b BODY[2.MIME] NIL)\r\n");
            await c.SendAsync($"{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        var binary = ImapBodySection.Binary("1.2").Slice(0, 5);
        var query = new ImapFetchQuery
        {
            Envelope = true,
            BodyStructure = true,
            Preview = true,
            ObjectIds = true,
            Gmail = true,
            BinarySizes = ["2"],
            Sections = [binary, ImapBodySection.MimeHeader("2")],
        };

        await foreach (var fetch in client.UidFetchAsync(UidSet.Of(1), query))
        {
            using var message = fetch;
            Assert.Equal(("s", "a", "hello", "M6d99ac32", null), (message.Envelope!.Subject, message.BodyStructure!.Type, message.Preview, message.EmailId, message.ThreadId));
            Assert.Equal(1278455344230334865ul, message.Gmail!.MessageId);
            Assert.Equal(["\\Inbox", "\\Sent", "ä b"], message.Gmail.Labels);
            Assert.Equal(77, message.BinarySizes["2"]);
            Assert.Equal("a\0b", Encoding.Latin1.GetString(message.Find(binary)!.Data.Span));
            Assert.True(message.Find(ImapBodySection.MimeHeader("2"))!.IsMissing);
        }
    }

    [Fact]
    public async Task Fetch_OfExtensionsTheServerLacks_LeavesThemOut()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1");
            Assert.Equal("UID FETCH 1 (UID)", await c.ExpectAsync("UID FETCH"));
            await c.SendAsync($"* 1 FETCH (UID 1)\r\n{c.Tag} OK done\r\n");
        });
        await using var client = await HostileServer.SelectedAsync(server);
        var count = 0;

        await foreach (var fetch in client.UidFetchAsync(UidSet.Of(1), new ImapFetchQuery { Preview = true, ObjectIds = true, Gmail = true, ModSeq = true }))
        {
            fetch.Dispose();
            count++;
        }

        Assert.Equal(1, count);
    }

    [Fact]
    public async Task Fetch_WithSinkAndLiteralsInTheEnvelope_StillStreamsTheBody()
    {
        await using var server = HostileServer.AnsweringFetch(c =>
            c.SendAsync($"* 1 FETCH (UID 1 ENVELOPE (NIL {{1}}\r\ns NIL NIL NIL ((NIL NIL {{1}}\r\na \"x\")) NIL NIL NIL NIL) BODY[] {{5}}\r\nhello)\r\n{c.Tag} OK done\r\n"));
        await using var client = await HostileServer.SelectedAsync(server);
        using var sink = new MemoryStream();

        await foreach (var fetch in client.UidFetchAsync(UidSet.Of(1), new ImapFetchQuery { Envelope = true, Sections = [ImapBodySection.Whole], Sink = _ => sink }))
        {
            Assert.Equal(("s", "a@x"), (fetch.Envelope!.Subject, fetch.Envelope.To[0].Address));
            fetch.Dispose();
        }

        Assert.Equal("hello", Encoding.ASCII.GetString(sink.ToArray()));
    }
}
