using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Responses;

namespace EmailAgent.Mail.Tests.Imap.Responses;

public sealed class BodyStructureTests
{
    private const string Text = "(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"QUOTED-PRINTABLE\" 12 2)";

    [Fact]
    public void Structure_OfASinglePart_HasSectionOne()
    {
        var part = Structure("(\"TEXT\" \"HTML\" (\"CHARSET\" \"utf-8\") \"<id@x>\" \"=?utf-8?Q?=C3=A4?=\" \"BASE64\" 3028 92 \"md5\" (\"INLINE\" (\"FILENAME\" \"a.html\")) (\"en\" \"de\") \"loc\" (1 (2)))");

        Assert.Equal(("1", "text", "html", "base64", 3028ul, 92ul), (part.Section, part.Type, part.Subtype, part.Encoding, part.Size, part.Lines!.Value));
        Assert.Equal(("<id@x>", "ä", "inline", "a.html", "loc"), (part.ContentId, part.Description, part.Disposition, part.FileName, part.Location));
        Assert.Equal(["en", "de"], part.Languages);
        Assert.Equal("utf-8", Assert.Single(part.Parameters).Value);
    }

    [Fact]
    public void Structure_OfNestedParts_NumbersThemAsTheServerDoes()
    {
        var message = $"(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 342 (\"Mon, 7 Feb 1994 21:52:25 -0800\" \"hi\" NIL NIL NIL NIL NIL NIL NIL \"<m@x>\") ({Text}{Text} \"MIXED\") 12 NIL (\"ATTACHMENT\" NIL))";
        var single = $"(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 342 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) {Text} 12)";
        var root = Structure($"(({Text}{Text} \"ALTERNATIVE\" (\"BOUNDARY\" \"b\")){message}{single} \"MIXED\")");

        Assert.Equal(["TEXT", "1", "1.1", "1.2", "2", "3"], root.All().Select(p => p.Section));
        Assert.Equal("2.TEXT", root.Parts[1].Parts[0].Section);
        Assert.Equal(["2.1", "2.2"], root.Parts[1].Parts[0].Parts.Select(p => p.Section));
        Assert.Equal("3.1", root.Parts[2].Parts[0].Section);
        Assert.Equal(("hi", "<m@x>", "attachment"), (root.Parts[1].Envelope!.Subject, root.Parts[1].Envelope!.MessageId, root.Parts[1].Disposition));
        Assert.Equal(1994, root.Parts[1].Envelope!.Date!.Value.Year);
    }

    [Theory]
    [InlineData("(\"APPLICATION\" \"PDF\" (\"NAME\" \"=?utf-8?B?w6QucGRm?=\") NIL NIL \"BASE64\" 9)")]
    [InlineData("(\"APPLICATION\" \"PDF\" NIL NIL NIL \"BASE64\" 9 NIL (\"attachment\" (\"FILENAME*\" \"utf-8''%C3%A4.pdf\")))")]
    [InlineData("(\"APPLICATION\" \"PDF\" NIL NIL NIL \"BASE64\" 9 NIL (\"attachment\" (\"FILENAME*0*\" \"utf-8''%C3%A4\" \"FILENAME*1\" \".pdf\")))")]
    [InlineData("(\"APPLICATION\" \"PDF\" NIL NIL NIL \"BASE64\" 9 NIL (\"attachment\" (\"FILENAME\" {6}\r\nä.pdf)))")]
    public void FileName_InEveryWriting_IsDecoded(string structure) => Assert.Equal("ä.pdf", Structure(structure).FileName);

    [Theory]
    [InlineData("(NIL NIL NIL NIL NIL NIL NIL)", "application/octet-stream")]
    [InlineData("()", "application/octet-stream")]
    [InlineData("(NIL \"ALTERNATIVE\" (\"BOUNDARY\" \"b\") NIL NIL)", "multipart/alternative")]
    [InlineData("(\"TEXT\")", "text/")]
    [InlineData("(\"TEXT\" \"PLAIN\" (\"CHARSET\") NIL NIL NIL NIL NIL NIL)", "text/plain")]
    [InlineData("(\"TEXT\" \"PLAIN\" ((\"CHARSET\" \"x\")) ((NIL)) NIL \"7BIT\" \"12\" -1 NIL NIL)", "text/plain")]
    [InlineData("(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 99999999999999999999999 NIL)", "text/plain")]
    [InlineData("(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 5)", "message/rfc822")]
    [InlineData("(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 5 NIL NIL 0)", "message/rfc822")]
    [InlineData("(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 5 () () NIL NIL)", "message/rfc822")]
    [InlineData("(() \"MIXED\")", "multipart/mixed")]
    [InlineData("((NIL) NIL)", "multipart/mixed")]
    public void Structure_WithMissingPieces_IsReadAsFarAsItGoes(string structure, string type)
    {
        var part = Structure(structure);

        Assert.Equal(type, $"{part.Type}/{part.Subtype}");
    }

    [Theory]
    [InlineData("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 9 7 NIL (\"attachment\" NIL))")]
    [InlineData("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 9 (\"attachment\" NIL))")]
    [InlineData("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 9 NIL \"attachment\" NIL)")]
    [InlineData("(\"TEXT\" \"CSV\" NIL NIL NIL \"BASE64\" 9 (\"attachment\" (\"FILENAME\" \"x\")))")]
    public void Disposition_WhereItShouldNotStand_IsFound(string structure) => Assert.Equal("attachment", Structure(structure).Disposition);

    [Theory]
    [InlineData("NIL")]
    [InlineData("\"odd\"")]
    [InlineData("(\"TEXT\" \"PLAIN\" NIL NIL NIL NIL 1 1 NIL NIL {9}")]
    public void Structure_ThatIsNone_LeavesTheRestReadable(string structure)
    {
        using var fetch = Fetch($"UID 7 BODYSTRUCTURE {structure} FLAGS (\\Seen)");

        Assert.Null(fetch.BodyStructure);
        Assert.Equal(7u, fetch.Uid);
    }

    [Fact]
    public void Structure_WithUnbalancedParentheses_CostsOnlyWhatFollowsIt()
    {
        using var fetch = Fetch("UID 7 FLAGS (\\Seen) BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1 \"MIXED\") RFC822.SIZE 9");

        Assert.Equal((7u, null), (fetch.Uid, fetch.Size));
    }

    [Fact]
    public void Envelope_WithGroupsPlaceholdersAndLiterals_GivesPeople()
    {
        using var fetch = Fetch(
            "ENVELOPE ({31}\r\nMon, 7 Feb 1994 21:52:25 -0800 {4}\r\n\"a\"b ((\"=?utf-8?Q?J=C3=B6?=\" NIL \"jo\" \"example.org\")) NIL NIL "
            + "((NIL NIL \"friends\" NIL)(NIL NIL \"a\" \"x.org\")(NIL NIL \"b\" \"MISSING_DOMAIN\")(NIL NIL NIL NIL)) NIL NIL NIL \"<m@x>\" \"more\") UID 3");
        var envelope = fetch.Envelope!;

        Assert.Equal(3u, fetch.Uid);
        Assert.Equal("\"a\"b", envelope.Subject);
        Assert.Equal(("Jö", "jo@example.org"), (envelope.From[0].Name, envelope.From[0].Address));
        Assert.Equal(["a@x.org", "b"], envelope.To.Select(a => a.Address));
        Assert.Equal(new DateTimeOffset(1994, 2, 7, 21, 52, 25, TimeSpan.FromHours(-8)), envelope.Date);
        Assert.Equal("<m@x>", envelope.MessageId);
    }

    [Theory]
    [InlineData("()")]
    [InlineData("(NIL NIL)")]
    [InlineData("((NIL) (NIL) \"x\" (NIL) 5 ((((NIL)))) NIL NIL NIL)")]
    public void Envelope_OfTheWrongShape_IsEmpty(string envelope)
    {
        using var fetch = Fetch($"ENVELOPE {envelope} UID 3");

        Assert.Equal((3u, null, 0), (fetch.Uid, fetch.Envelope!.Subject, fetch.Envelope.To.Count));
    }

    private static ImapBodyPart Structure(string structure)
    {
        using var fetch = Fetch($"BODYSTRUCTURE {structure} UID 7");
        Assert.Equal(7u, fetch.Uid);
        return fetch.BodyStructure!;
    }

    private static ImapFetch Fetch(string items) => Responses.Parse<FetchResponse>($"* 1 FETCH ({items})").Fetch;
}
