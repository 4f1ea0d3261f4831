using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Responses;
using static EmailAgent.Mail.Tests.Imap.Responses.Responses;

namespace EmailAgent.Mail.Tests.Imap.Responses;

public sealed class FetchParserTests
{
    [Fact]
    public void Fetch_OfEverything_IsRead()
    {
        using var fetch = Fetch("* 12 FETCH (UID 7 FLAGS (\\seen $Junk [x]) INTERNALDATE \" 5-Nov-2026 02:29:48 +0100\" RFC822.SIZE 44 MODSEQ (99) BODY[] {5}\r\nhello)");

        Assert.Equal(12u, fetch.SequenceNumber);
        Assert.Equal(7u, fetch.Uid);
        Assert.Equal(["\\Seen", "$Junk", "[x]"], fetch.Flags!);
        Assert.Equal(new DateTimeOffset(2026, 11, 5, 2, 29, 48, TimeSpan.FromHours(1)), fetch.InternalDate);
        Assert.Equal(44, fetch.Size);
        Assert.Equal(99ul, fetch.ModSeq);
        Assert.Equal("hello", Text(fetch, 0));
    }

    [Theory]
    [InlineData("BODY[] \"quo\\\"ted\"", "", "quo\"ted")]
    [InlineData("BODY[] NIL", "", null)]
    [InlineData("BODY[] \"\"", "", "")]
    [InlineData("BODY[] {0}\r\n", "", "")]
    [InlineData("BODY[] ~{2}\r\nab", "", "ab")]
    [InlineData("BINARY[1] ~{2}\r\nab", "1", "ab")]
    [InlineData("BODY[HEADER.FIELDS (\"Date\" From)] {2}\r\n\r\n", "HEADER.FIELDS (Date From)", "\r\n")]
    [InlineData("body[1.MIME]<10> {1}\r\nx", "1.MIME", "x")]
    public void Section_InAllForms_IsRead(string item, string section, string? content)
    {
        using var fetch = Fetch($"* 1 FETCH (UID 1 {item})");

        var data = Assert.Single(fetch.Sections);
        Assert.Equal(section, data.Section);
        Assert.Equal(content is null, data.IsMissing);
        Assert.Equal(content ?? "", Text(fetch, 0));
        Assert.Equal(item.Contains("<10>", StringComparison.Ordinal) ? 10ul : null, data.Offset);
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 5 X-GM-LABELS (\"\\\\Inbox\" a (b)) X-GM-MSGID 123 FLAGS ())")]
    [InlineData("* 1 FETCH ( UID  5  FLAGS  ( ) )")]
    [InlineData("* 1 FETCH (FLAGS () UID 5) trailing")]
    [InlineData("* 1 FETCH (ENVELOPE (\"date\" {3}\r\na(b ((NIL NIL \"x\" \"y\")) NIL) UID 5 FLAGS () BODY (\"TEXT\" \"PLAIN\" (\"CHARSET\" \"x\") NIL NIL \"7BIT\" 3 1))")]
    [InlineData("* 1 fetch (uid 5 flags () annotation (/comment (value.priv \"x\")))")]
    public void Items_Unknown_ArePassedOver(string line)
    {
        using var fetch = Fetch(line);

        Assert.Equal(5u, fetch.Uid);
        Assert.Empty(fetch.Flags!);
    }

    [Theory]
    [InlineData("* 1 FETCH")]
    [InlineData("* 1 FETCH (")]
    [InlineData("* 1 FETCH (UID")]
    [InlineData("* 1 FETCH (UID x)")]
    [InlineData("* 1 FETCH (UID 5")]
    [InlineData("* 1 FETCH (FLAGS \\Seen)")]
    [InlineData("* 1 FETCH (FLAGS (\\Seen)")]
    [InlineData("* 1 FETCH (BODY[ {2}\r\nab)")]
    [InlineData("* 1 FETCH (BODY[]<x> {2}\r\nab)")]
    [InlineData("* 1 FETCH (BODY[] {2} ab)")]
    [InlineData("* 1 FETCH (MODSEQ 5)")]
    [InlineData("* 1 FETCH (RFC822.SIZE -5)")]
    [InlineData("* 1 FETCH (X (((a)))")]
    [InlineData("* 1 FETCH {3}\r\nabc")]
    public void Fetch_Malformed_IsAProtocolError(string line) => Assert.Throws<ImapProtocolException>(() => Parse(line));

    [Fact]
    public void Fetch_WithTooManyFlags_IsAProtocolError()
        => Assert.Throws<ImapProtocolException>(() => Parse($"* 1 FETCH (FLAGS ({string.Join(' ', Enumerable.Range(0, 1_001))}))"));

    [Theory]
    [InlineData("* 3 FETCH (UID 7 BODY[] ", 7u, "")]
    [InlineData("* 3 FETCH (FLAGS (\\Seen) UID 7 BODY[HEADER] {20} BODY[TEXT]<0> ", 7u, "TEXT")]
    [InlineData("* 3 FETCH (BODY[1.2] ", null, "1.2")]
    public void Preview_BeforeALiteral_TellsWhichItIs(string text, uint? uid, string section)
        => Assert.Equal(new ImapLiteral(3, uid, section, 9), new FetchParser(ImapLimits.Default).Preview(Encoding.ASCII.GetBytes(text), 9));

    [Theory]
    [InlineData("* LIST () \"/\" ")]
    [InlineData("* 3 FETCH (ENVELOPE (")]
    [InlineData("* 3 FETCH (UID 7 FLAGS ")]
    [InlineData("garbage")]
    public void Preview_OfAnythingElse_IsNull(string text)
        => Assert.Null(new FetchParser(ImapLimits.Default).Preview(Encoding.ASCII.GetBytes(text), 9));

    private static ImapFetch Fetch(string line) => Parse<FetchResponse>(line).Fetch;

    private static string Text(ImapFetch fetch, int index) => Encoding.ASCII.GetString(fetch.Sections[index].Data.Span);
}
