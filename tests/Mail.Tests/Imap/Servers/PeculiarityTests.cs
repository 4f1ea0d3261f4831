using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Imap.Hostile;
using EmailAgent.Mail.Tests.Imap.Scripted;

namespace EmailAgent.Mail.Tests.Imap.Servers;

/// <summary>What single servers do that others do not, played as they say it. Names and texts are made up, forms are theirs.</summary>
public sealed class PeculiarityTests
{
    // Cyrus 3.6 answers STATUS with the freed memory where the identifier was.
    [Fact]
    public async Task Cyrus_IsAskedForIdentifiersOnRequestOnly()
    {
        await using var server = LoggedIn("IMAP4rev1 OBJECTID LIST-STATUS", async c =>
        {
            await c.AnswerAsync("STATUS \"INBOX\" (MESSAGES UIDNEXT UIDVALIDITY)", "* STATUS INBOX (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)\r\n");
            await c.AnswerAsync("STATUS \"INBOX\" (MESSAGES UIDNEXT UIDVALIDITY MAILBOXID)", "* STATUS INBOX (MESSAGES 1 MAILBOXID (ab-1))\r\n");
        });
        await using var client = await LoginAsync(server);

        Assert.Null((await client.StatusAsync(ImapMailbox.Inbox))!.MailboxId);
        Assert.Equal("ab-1", (await client.Mailboxes.StatusAsync(ImapMailbox.Inbox, ImapStatusItems.MailboxId))!.MailboxId);
    }

    [Fact]
    public async Task NetEase_BeforeItKnowsTheClient_RefusesToSelect()
    {
        await using var server = LoggedIn("IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+ STARTTLS XAPPLEPUSHSERVICE UIDPLUS X-CM-EXT-1", async c =>
        {
            await c.AnswerAsync("SELECT \"INBOX\"", "", "NO SELECT Unsafe Login. Please contact kefu@188.com for help");
            await c.AnswerAsync("ID (\"name\" \"x\" \"version\" \"1\")", "* ID (\"name\" \"Coremail Imap\" \"vendor\" \"Mailtech\" \"TransID\" NIL)\r\n");
            await c.AnswerAsync("SELECT \"INBOX\"", "* 1 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] UIDs valid\r\n* FLAGS (\\Answered \\Seen)\r\n* OK [PERMANENTFLAGS (\\Answered \\Seen)] Limited\r\n", "OK [READ-WRITE] SELECT completed");
        });
        await using var client = await LoginAsync(server);

        await Assert.ThrowsAsync<ImapCommandException>(() => client.SelectAsync(ImapMailbox.Inbox));
        var server163 = await client.IdAsync(new Dictionary<string, string> { ["name"] = "x", ["version"] = "1" });
        var selection = await client.SelectAsync(ImapMailbox.Inbox);

        Assert.Equal("Coremail Imap", server163["NAME"]);
        Assert.Equal(0u, selection.UidNext);
    }

    [Fact]
    public async Task Gmail_ListsItsFolders_WithRolesAndAParentThatCannotBeSelected()
    {
        await using var server = LoggedIn("IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 UIDPLUS COMPRESS=DEFLATE ENABLE MOVE CONDSTORE ESEARCH UTF8=ACCEPT LIST-EXTENDED LIST-STATUS LITERAL- SPECIAL-USE APPENDLIMIT=35651584", async c =>
        {
            await c.AnswerAsync("LIST \"\" \"*\" RETURN (SPECIAL-USE)",
                "* LIST (\\HasNoChildren) \"/\" \"INBOX\"\r\n* LIST (\\HasChildren \\Noselect) \"/\" \"[Gmail]\"\r\n* LIST (\\All \\HasNoChildren) \"/\" \"[Gmail]/All Mail\"\r\n* LIST (\\HasNoChildren \\Important) \"/\" \"[Gmail]/Important\"\r\n* LIST (\\HasNoChildren \\Junk) \"/\" \"[Gmail]/Spam\"\r\n",
                "OK Success");
            await c.AnswerAsync("SELECT \"[Gmail]/All Mail\" (CONDSTORE)",
                "* FLAGS (\\Answered \\Flagged \\Draft \\Deleted \\Seen $NotPhishing $Phishing)\r\n* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Draft \\Deleted \\Seen $NotPhishing $Phishing \\*)] Flags permitted.\r\n* OK [UIDVALIDITY 11] UIDs valid.\r\n* 2 EXISTS\r\n* 0 RECENT\r\n* OK [UIDNEXT 52] Predicted next UID.\r\n* OK [HIGHESTMODSEQ 9213]\r\n",
                "OK [READ-WRITE] [Gmail]/All Mail selected. (Success)");
            await c.AnswerAsync("UID FETCH 1:* (UID FLAGS X-GM-MSGID X-GM-THRID X-GM-LABELS)",
                "* 1 FETCH (X-GM-THRID 1266894439832287888 X-GM-MSGID 1278455344230334865 X-GM-LABELS (\"\\\\Inbox\" \"\\\\Sent\" Important \"Muy Importante\") UID 50 FLAGS (\\Seen))\r\n",
                "OK Success");
        });
        await using var client = await LoginAsync(server);

        var mailboxes = await client.ListAsync();
        Assert.Equal([ImapSpecialUse.Inbox, null, ImapSpecialUse.All, ImapSpecialUse.Important, ImapSpecialUse.Junk], mailboxes.Select(m => m.Role));
        Assert.False(mailboxes[1].IsSelectable);
        var selection = await client.SelectAsync(mailboxes[2]);
        Assert.Equal((52u, 9213ul), (selection.UidNext, selection.HighestModSeq!.Value));
        using var fetch = Assert.Single(await ServerFixture.FetchAsync(client, UidSet.All, new ImapFetchQuery { Flags = true, Gmail = true }));
        Assert.Equal(["\\Inbox", "\\Sent", "Important", "Muy Importante"], fetch.Gmail!.Labels);
    }

    [Fact]
    public async Task Exchange_OnAMessageItCannotRender_RefusesAfterSomeAnswers()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4 IMAP4rev1 AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+");
            await c.AnswerAsync("UID FETCH", "* 1 FETCH (BODY[] {2}\r\nab UID 7 FLAGS (\\Seen))\r\n", "NO FETCH failed. The message can not be retrieved.");
            await c.AnswerAsync("UID MOVE 7 \"Archive\"", "* OK [COPYUID 14 7 3] \r\n* 1 EXPUNGE\r\n* 3 EXISTS\r\n", "OK MOVE completed.");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        await Assert.ThrowsAsync<ImapCommandException>(() => ServerFixture.FetchAsync(client, UidSet.All, new ImapFetchQuery { Flags = true, Sections = [ImapBodySection.Whole] }));
        var moved = await client.UidMoveAsync(UidSet.Of(7), ImapMailbox.FromName("Archive"));

        Assert.Equal(3u, moved.Copied.Uids.Find(7));
    }

    [Fact]
    public async Task Yahoo_AfterASearch_LeavesOutTheResponseWhereNothingMatched()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4rev1 SASL-IR AUTH=XOAUTH2 AUTH=OAUTHBEARER ID MOVE NAMESPACE XYMHIGHESTMODSEQ UIDPLUS LITERAL+ CHILDREN UNSELECT X-MSG-EXT UNSELECT OBJECTID");
            await c.AnswerAsync("UID SEARCH", "", "OK UID SEARCH completed");
            await c.AnswerAsync("UID FETCH", "* 1 FETCH (UID 7 EMAILID (M1) THREADID (T1))\r\n", "OK UID FETCH completed");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.True((await client.UidSearchAsync(ImapSearch.Unseen)).IsEmpty);
        using var fetch = Assert.Single(await ServerFixture.FetchAsync(client, UidSet.All, new ImapFetchQuery { ObjectIds = true }));
        Assert.Equal(("M1", "T1"), (fetch.EmailId, fetch.ThreadId));
    }

    [Fact]
    public async Task ICloud_AddsSpacesAndEmptyCodes_WhichMeanNothing()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("XAPPLEPUSHSERVICE IMAP4 IMAP4rev1 SASL-IR AUTH=ATOKEN");
            await c.AnswerAsync("UID FETCH", "* 1 FETCH (UID 7 FLAGS (\\Seen ) RFC822.SIZE 10 )\r\n* OK [] still here\r\n", "OK FETCH completed (took 3 ms)");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        using var fetch = Assert.Single(await ServerFixture.FetchAsync(client, UidSet.All, new ImapFetchQuery { Flags = true, Size = true }));
        Assert.Equal((10L, "\\Seen"), (fetch.Size!.Value, fetch.Flags![0]));
    }

    [Fact]
    public async Task HMailServer_WithoutUidPlus_LeavesMovedMessagesMarked()
    {
        await using var server = ScriptedServer.Start(async c =>
        {
            await c.SelectedAsync("IMAP4 IMAP4rev1 CHILDREN IDLE QUOTA SORT ACL NAMESPACE RIGHTS=texk");
            await c.AnswerAsync("UID SEARCH UID 7", "* SEARCH 7\r\n", "OK Search completed");
            await c.AnswerAsync("UID COPY 7 \"Archive\"", "", "OK UID completed");
            await c.AnswerAsync("UID STORE 7 +FLAGS (\\Deleted)", "* 1 FETCH (FLAGS (\\Deleted) UID 7)\r\n", "OK UID completed");
        });
        await using var client = await HostileServer.SelectedAsync(server);

        Assert.Equal("7", (await client.UidMoveAsync(UidSet.Of(7), ImapMailbox.FromName("Archive"))).Remaining.ToString());
    }

    [Fact]
    public async Task Zimbra_ListsExtendedDataAndFoldersThatAreNone()
    {
        await using var server = LoggedIn("IMAP4rev1 ACL BINARY CATENATE CHILDREN CONDSTORE ENABLE ESEARCH ESORT I18NLEVEL=1 ID IDLE LIST-EXTENDED LIST-STATUS LITERAL+ MULTIAPPEND NAMESPACE QRESYNC QUOTA RIGHTS=ektx SEARCHRES SORT THREAD=ORDEREDSUBJECT UIDPLUS UNSELECT WITHIN XLIST", c =>
            c.AnswerAsync("LIST \"\" \"*\"", "* LIST (\\NoSelect) \"/\" \"Chats\" (\"OLDNAME\" (\"x\"))\r\n* LIST (\\HasNoChildren) \"/\" \"Sent\"\r\n* LIST (\\NoInferiors) \"/\" \"INBOX\"\r\n", "OK LIST completed"));
        await using var client = await LoginAsync(server);

        var mailboxes = await client.ListAsync();

        Assert.Equal([false, true, true], mailboxes.Select(m => m.IsSelectable));
    }

    private static ScriptedServer LoggedIn(string capabilities, Func<ScriptedConnection, Task> script) => ScriptedServer.Start(async c =>
    {
        await c.GreetAsync(capabilities);
        await c.LoggedInAsync(capabilities);
        await script(c);
    });

    private static async Task<ImapClient> LoginAsync(ScriptedServer server)
    {
        var client = await server.ConnectAsync();
        await client.LoginAsync("user", "pw");
        return client;
    }
}
