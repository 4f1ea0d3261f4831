using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;
using static EmailAgent.Mail.Tests.Imap.Responses.Responses;

namespace EmailAgent.Mail.Tests.Imap.Responses;

public sealed class ResponseParserTests
{
    [Theory]
    [InlineData("A1 OK done", "A1", "Ok", null, "", "done")]
    [InlineData("A1 ok", "A1", "Ok", null, "", "")]
    [InlineData("A1 NO [AUTHENTICATIONFAILED] no", "A1", "No", "AUTHENTICATIONFAILED", "", "no")]
    [InlineData("A1 BAD [clientbug]  what ", "A1", "Bad", "CLIENTBUG", "", "what")]
    [InlineData("* BYE bye", null, "Bye", null, "", "bye")]
    [InlineData("* PREAUTH [CAPABILITY IMAP4rev1 IDLE] hi", null, "PreAuth", "CAPABILITY", "IMAP4rev1 IDLE", "hi")]
    [InlineData("* OK [UIDNEXT 5]", null, "Ok", "UIDNEXT", "5", "")]
    [InlineData("* OK [X \"a]b\" c] text", null, "Ok", "X", "\"a]b\" c", "text")]
    [InlineData("* OK [X \"a] text", null, "Ok", "X", "\"a", "text")]
    [InlineData("* OK [no end", null, "Ok", null, "", "[no end")]
    [InlineData("*  OK  two spaces", null, "Ok", null, "", "two spaces")]
    [InlineData("* OK tab\tbell\a", null, "Ok", null, "", "tab bell ")]
    public void Status_InAllForms_IsRead(string line, string? tag, string condition, string? code, string arguments, string text)
    {
        var expected = new StatusResponse(
            tag, Enum.Parse<StatusCondition>(condition), code is null ? null : new ResponseCode(code, arguments), text);

        Assert.Equal(expected, Parse(line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("* ")]
    [InlineData("* XYZZY what is this (((")]
    [InlineData("* 5")]
    [InlineData("* 5 RECENT")]
    [InlineData("* (what)")]
    [InlineData("* \"what\"")]
    public void Untagged_Unknown_IsPassedOver(string line) => Assert.IsType<UnknownResponse>(Parse(line));

    [Theory]
    [InlineData("A1")]
    [InlineData("A1 ")]
    [InlineData("A1 MAYBE x")]
    [InlineData("A1 BYE x")]
    [InlineData("A1 PREAUTH x")]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("* 99999999999 EXISTS")]
    [InlineData("* LIST")]
    [InlineData("* LIST (\\Noselect \"/\" x")]
    [InlineData("* LIST () \"/\"")]
    [InlineData("* LIST () \"/\" \"x")]
    [InlineData("* LIST () \"/\" \"x\\")]
    [InlineData("* LIST () \"/\" {5}x")]
    [InlineData("* STATUS x (MESSAGES)")]
    [InlineData("* STATUS x (MESSAGES -1)")]
    [InlineData("* STATUS x (MESSAGES 1")]
    [InlineData("* SEARCH a")]
    [InlineData("* ESEARCH (TAG \"A1\") UID ALL x")]
    [InlineData("* VANISHED")]
    [InlineData("* VANISHED (EARLIER) 0")]
    [InlineData("* FLAGS")]
    [InlineData("* FLAGS (")]
    public void Known_Malformed_IsAProtocolError(string line) => Assert.Throws<ImapProtocolException>(() => Parse(line));

    [Fact]
    public void Continuation_WithAndWithoutText_IsRead()
    {
        Assert.Equal(new ContinuationResponse(""), Parse("+"));
        Assert.Equal(new ContinuationResponse("go on"), Parse("+ go on"));
    }

    [Fact]
    public void Numbers_AreRead()
    {
        Assert.Equal(new ExistsResponse(23), Parse("* 23 EXISTS"));
        Assert.Equal(new ExpungeResponse(4), Parse("* 4 expunge "));
        Assert.Equal(["\\Seen", "$x", "\\*"], Parse<FlagsResponse>("* FLAGS (\\SEEN $x \\*)").Flags);
    }

    [Fact]
    public void Capabilities_CompareWithoutCase()
    {
        var capabilities = Parse<CapabilityResponse>("* CAPABILITY imap4REV1  idle auth=plain QRESYNC ").Capabilities;

        Assert.True(capabilities.Idle);
        Assert.True(capabilities.Has("AUTH=PLAIN"));
        Assert.True(capabilities.Condstore);
        Assert.False(capabilities.Move);
        Assert.Equal(4, capabilities.Names.Count);
    }

    [Theory]
    [InlineData("* LIST (\\HasNoChildren) \"/\" INBOX", "INBOX", "INBOX", '/', ImapSpecialUse.Inbox)]
    [InlineData("* LIST () \"/\" inbox", "INBOX", "inbox", '/', ImapSpecialUse.Inbox)]
    [InlineData("* LIST (\\sent) \".\" \"Sent Items\"", "Sent Items", "Sent Items", '.', ImapSpecialUse.Sent)]
    [InlineData("* LIST (\\Trash) NIL &-", "&", "&-", null, ImapSpecialUse.Trash)]
    [InlineData("* LIST () \"\\\\\" \"a\\\"b\"", "a\"b", "a\"b", '\\', null)]
    [InlineData("* LIST () \"/\" \"raw ü\"", "raw ü", "raw ü", '/', null)]
    [InlineData("* LIST () \"/\" Entw&APw-rfe (\"CHILDINFO\" (\"SUBSCRIBED\"))", "Entwürfe", "Entw&APw-rfe", '/', null)]
    [InlineData("* LIST () \"/\" [Gmail]/x", "[Gmail]/x", "[Gmail]/x", '/', null)]
    [InlineData("* LIST () \"/\" {4}\r\na\"b(", "a\"b(", "a\"b(", '/', null)]
    [InlineData("* LIST () \"\" \"x\"", "x", "x", null, null)]
    public void List_InAllForms_IsRead(string line, string name, string wire, char? delimiter, ImapSpecialUse? role)
    {
        var mailbox = Parse<ListResponse>(line).Mailbox;

        Assert.Equal((name, wire, delimiter, role), (mailbox.Name, mailbox.WireName, mailbox.Delimiter, mailbox.Role));
    }

    [Fact]
    public void Status_OfAMailbox_PassesOverWhatItDoesNotKnow()
    {
        var status = Parse<MailboxStatusResponse>("* STATUS \"a b\" (MESSAGES 3 X-GUID (a (b) \"c\") UIDNEXT 5 UIDVALIDITY 9 HIGHESTMODSEQ 18446744073709551615 )");

        Assert.Equal("a b", status.WireName);
        Assert.Equal(new ImapStatus(9, 5, 3, ulong.MaxValue), status.Status.ToStatus());
        Assert.Null(Parse<MailboxStatusResponse>("* STATUS x (HIGHESTMODSEQ 0)").Status.ToStatus().HighestModSeq);
    }

    [Theory]
    [InlineData("* SEARCH", "")]
    [InlineData("* SEARCH 3 1 2 9 ", "1:3,9")]
    [InlineData("* SEARCH 1 2 (MODSEQ 917162500)", "1:2")]
    [InlineData("* ESEARCH (TAG \"A1\") UID ALL 1:3,9", "1:3,9")]
    [InlineData("* ESEARCH (TAG \"A1\") UID", "")]
    [InlineData("* ESEARCH UID COUNT 3 ALL 5,4 MODSEQ 3", "4:5")]
    [InlineData("* ESEARCH (TAG \"A1\")", "")]
    public void Search_InAllForms_IsRead(string line, string expected)
        => Assert.Equal(expected, Parse<SearchResponse>(line).Uids.ToString());

    [Fact]
    public void Vanished_TellsEarlierFromNow()
    {
        Assert.Equal(new VanishedResponse(false, UidSet.Parse("1:3")), Parse("* VANISHED 1:3"));
        Assert.Equal(new VanishedResponse(true, UidSet.Parse("1,5")), Parse("* VANISHED (EARLIER) 5,1"));
    }

    [Fact]
    public void Id_LeavesOutWhatHasNoValue()
    {
        Assert.Equal("x", Parse<IdResponse>("* ID (\"name\" \"x\" \"version\" NIL)").Fields["NAME"]);
        Assert.Empty(Parse<IdResponse>("* ID NIL").Fields);
    }

    [Theory]
    [InlineData("* STATUS ~a (MAILBOXID (~b) MESSAGES 1)", "~a", "~b")]
    [InlineData("* STATUS ~{1}\r\nx (MAILBOXID (b) MESSAGES 1)", "x", "b")]
    public void Words_ThatBeginWithATilde_AreNoLiterals(string line, string name, string id)
    {
        var status = Parse<MailboxStatusResponse>(line);

        Assert.Equal((name, id, 1u), (status.WireName, status.Status.MailboxId, status.Status.Messages));
    }
}
