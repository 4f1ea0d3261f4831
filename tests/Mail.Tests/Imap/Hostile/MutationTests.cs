using System.Diagnostics;
using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Commands;
using EmailAgent.Mail.Imap.Session;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Imap.Hostile;

/// <summary>Plays transcripts of servers, mutated at random, to a client: whatever comes, the errors are those two families.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int LeastRuns = 100;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    // {t} stands for the tag of the command that is being answered.
    private static readonly string[] Transcript =
    [
        "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR ENABLE CONDSTORE QRESYNC ESEARCH LIST-EXTENDED LIST-STATUS SPECIAL-USE LITERAL+ IDLE] ready\r\n",
        "* CAPABILITY IMAP4rev1 ENABLE CONDSTORE QRESYNC ESEARCH LIST-EXTENDED LIST-STATUS SPECIAL-USE LITERAL+ IDLE\r\n{t} OK in\r\n",
        "* ENABLED CONDSTORE QRESYNC\r\n{t} OK done\r\n",
        "* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent Items\"\r\n* LIST (\\Noselect) NIL {3}\r\na\"b\r\n* STATUS INBOX (MESSAGES 3 UIDNEXT 9 UIDVALIDITY 7 HIGHESTMODSEQ 12)\r\n{t} OK done\r\n",
        "* FLAGS (\\Seen $x)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] ok\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 9] ok\r\n* OK [HIGHESTMODSEQ 12] ok\r\n* VANISHED (EARLIER) 1:2,5\r\n* 2 FETCH (UID 6 FLAGS (\\Seen) MODSEQ (11))\r\n{t} OK [READ-WRITE] done\r\n",
        "* 1 FETCH (UID 3 FLAGS (\\Seen) INTERNALDATE \" 5-Nov-2026 02:29:48 +0000\" RFC822.SIZE 5 MODSEQ (9) BODY[] {5}\r\nhello)\r\n* 2 FETCH (UID 6 FLAGS () INTERNALDATE \"15-Nov-2026 02:29:48 +0000\" RFC822.SIZE 7 MODSEQ (10) BODY[] \"a \\\"b\\\" c\")\r\n* 3 EXPUNGE\r\n{t} OK done\r\n",
        "* ESEARCH (TAG \"{t}\") UID ALL 3,6:8\r\n{t} OK done\r\n",
        "* 1 FETCH (UID 3 FLAGS (\\Flagged) MODSEQ (13))\r\n{t} OK [MODIFIED 6] done\r\n",
        "* ID (\"name\" \"x\" \"version\" NIL)\r\n{t} OK done\r\n",
        "* STATUS \"a b\" (UIDVALIDITY 3 HIGHESTMODSEQ 15)\r\n* STATUS INBOX (MESSAGES 1)\r\n* LIST (\\NonExistent) \"/\" Gone\r\n* LIST () \"/\" New (\"OLDNAME\" (\"Old\"))\r\n{t} OK done\r\n",
        "* 4 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* OK [NOTIFICATIONOVERFLOW] too much\r\n{t} OK done\r\n",
        "* BYE bye\r\n{t} OK done\r\n",
    ];

    [Fact]
    public async Task Client_FedMutatedTranscripts_FailsOnlyInKnownWays()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        int runs = 0, completed = 0;
        for (; watch.Elapsed < Duration || runs < LeastRuns; runs++)
        {
            completed += await RunAsync(random) ? 1 : 0;
        }

        output.WriteLine($"{runs} runs, {completed} to the end");
        Assert.InRange(completed, 1, runs - 1);
    }

    [Fact]
    public async Task Client_FedTheTranscriptAsItIs_RunsToTheEnd() => Assert.True(await RunAsync(null));

    private static async Task<bool> RunAsync(Random? random)
    {
        var answers = new Queue<string>(Transcript);
        var stream = new TranscriptStream(tag =>
        {
            var answer = answers.TryDequeue(out var next) ? next.Replace("{t}", tag, StringComparison.Ordinal) : "";
            return Encoding.Latin1.GetBytes(random is null ? answer : Mutate(answer, random));
        });
        var options = new ImapClientOptions { Limits = ImapLimits.Default with { ResponseText = 100_000, Literal = 100_000 } };
        using var session = new ImapSession(new ImapConnection(stream, options), options);
        try
        {
            await UseAsync(session);
            return true;
        }
        catch (ImapException)
        {
            return false;
        }
    }

    private static async Task UseAsync(ImapSession session)
    {
        var none = CancellationToken.None;
        var limits = session.Options.Limits;
        await session.GreetAsync(none);
        if (session.State.Capabilities is null)
        {
            return;
        }

        await session.RunAsync(new LoginCommand("user", "pw"), none);
        await session.RunAsync(new EnableCommand(["QRESYNC"]), none);
        await session.RunAsync(new ListCommand(session.Capabilities, limits, new ImapListQuery(), true), none);
        var select = new SelectCommand(ImapMailbox.Inbox, new ImapSelectOptions(), session.Capabilities, limits);
        session.State.SelectedMailbox(await session.RunAsync(select, none));
        var query = new ImapFetchQuery { Flags = true, InternalDate = true, Size = true, Sections = [ImapBodySection.Whole], Sink = l => l.Size > 50 ? Stream.Null : null };
        await foreach (var fetch in FetchStream.RunAsync(session, UidSet.All, query, none))
        {
            fetch.Dispose();
        }

        await session.RunAsync(new SearchCommand(ImapSearch.All, session.Capabilities), none);
        await session.RunAsync(new StoreCommand(UidSet.Of(3, 6), ImapStoreAction.Add, ["\\Flagged"], 9, limits), none);
        await session.RunAsync(new IdCommand(null), none);
        await Notifying.RunAsync(session, new NotifyCommand([new(ImapNotifyFilter.Personal, ImapNotifyEvents.Messages)], true), none);
        await session.RunAsync(new SimpleCommand("NOOP"), none);
        session.State.TakeChanges();
        session.State.News.Take();
        await session.RunAsync(new SimpleCommand("LOGOUT", true), none);
    }

    private static string Mutate(string text, Random random)
    {
        var result = new StringBuilder(text);
        for (var n = random.Next(8) == 0 ? random.Next(1, 4) : 0; n > 0 && result.Length > 0; n--)
        {
            var at = random.Next(result.Length);
            switch (random.Next(6))
            {
                case 0:
                    result[at] = (char)random.Next(256);
                    break;
                case 1:
                    result.Remove(at, Math.Min(random.Next(1, 9), result.Length - at));
                    break;
                case 2:
                    result.Insert(at, "(){}[]\"\\ \r\n0*+%<>"[random.Next(17)]);
                    break;
                case 3:
                    result.Insert(at, text.AsSpan(random.Next(text.Length)));
                    break;
                case 4:
                    result.Insert(at, random.Next(2) == 0 ? "{99999}\r\n" : "99999999999999999999");
                    break;
                default:
                    result.Length = at;
                    break;
            }
        }

        return result.ToString();
    }
}
