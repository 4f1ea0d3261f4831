using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.MailFuzz;

/// <summary>What the fuzzer starts from: a folder of messages where one is given, and samples of each language.</summary>
internal static class Seeds
{
    private const int LongestMessage = 64 << 10;

    public static readonly byte[][] MimeTokens = Tokens(
        "\r\n", "\n", "\r", "\r\n\r\n", "--", "\0", "=", "=\r\n", "=?utf-8?B?", "=?x?Q?", "?=", "\"", "<", ">", "(", ")", ";", ":", ",", "boundary=", "boundary=\"", "multipart/mixed",
        "Content-Type: ", "message/rfc822", "message/delivery-status", "application/ms-tnef", "Content-Transfer-Encoding: base64\r\n", "begin 644 x\n", "`\nend\n", "=ybegin line=128 size=9 name=x\r\n", "=yend size=9\r\n",
        "\u001B$B", "\u001B(B", "charset=utf-7", "utf-16", "filename*0*=utf-8''", "filename*1=", "format=flowed; delsp=yes", "%E4", "iso-2022-kr", "hz-gb-2312", "\uFFFF", "😀", "\x78\x9F\x3E\x22");

    public static readonly byte[][] HtmlTokens = Tokens(
        "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "<script>", "</script", "<style>", "<table><tr><td>", "</table>", "<a href=\"", "<a href='javascript:", "<img src=cid:", "<blockquote>", "<ul><li>", "<pre>", "<br>",
        "&", "&#", "&#x110000;", "&amp", "&nbsp;", "style=\"", "url(", "/*", "*/", "expression(", "\\", "'", "\"", "=", "\0", "<svg", "<p", " onload=", "\u00A0", "<base href=", "<title>", "<textarea>");

    public static readonly byte[][] AddressTokens = Tokens(
        "<", ">", "@", ",", ";", ":", "(", ")", "\"", "\\", "\\\"", "=?utf-8?Q?", "?=", "[", "]", ".", " ", "\t", "\r\n ", "group:", "undisclosed-recipients:;", "<@a,@b:c@d>", "mailto:", "ä", "xn--", "\0", "((", "<<");

    public static readonly byte[][] DateTokens = Tokens(
        "Mon", ",", " ", "31", "Feb", "february", "2026", "99", "100", "24:61:61", ":", ".", "-0000", "+9999", "GMT", "EST", "(", ")", "AM", "PM", "T", "Z", "/", "-", "\r\n ", "9999999999", "\0", "1e5", "UT", "A");

    public static readonly byte[][] ImapTokens = Tokens(
        "* ", "+ ", "A1 ", "OK", "NO", "BAD", "BYE", "PREAUTH", "[", "]", "(", ")", "\"", "\\", "{", "}", "{5}\r\nhello", "~{3}\r\nabc", "{4294967296}\r\n", "NIL", "\r\n", "\n", "FETCH", "FLAGS", "BODY[", "BODYSTRUCTURE", "ENVELOPE",
        "UID", "MODSEQ", "VANISHED (EARLIER) ", "1:*", "1:4294967295", "ESEARCH", "COPYUID", "APPENDUID", "STATUS", "LIST", "NAMESPACE", "QUOTA", "OLDNAME", "\0", "18446744073709551616", "&AOQ-", "\\Seen", "%");

    public static readonly byte[][] SmtpTokens = Tokens(
        "250", "250-", "250 ", "354", "421", "550", "5.1.1", "2.0.0", "9.999.999", "-", " ", "\r\n", "\n", "\r", "\0", "SIZE", "AUTH", "AUTH=", "PIPELINING", "999", "25", "x", "ä");

    public static readonly byte[][] ImapTranscripts = Tokens(
        "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR ENABLE CONDSTORE QRESYNC ESEARCH LIST-EXTENDED] ready\r\n",
        "* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent Items\"\r\n* LIST (\\Noselect) NIL {3}\r\na\"b\r\n* STATUS INBOX (MESSAGES 3 UIDNEXT 9 UIDVALIDITY 7 HIGHESTMODSEQ 12 SIZE 99)\r\nA1 OK done\r\n",
        "* FLAGS (\\Seen $x)\r\n* OK [PERMANENTFLAGS (\\Seen \\*)] ok\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* VANISHED (EARLIER) 1:2,5\r\n* 2 FETCH (UID 6 FLAGS (\\Seen) MODSEQ (11))\r\nA2 OK [READ-WRITE] done\r\n",
        "* 1 FETCH (UID 3 FLAGS (\\Seen) INTERNALDATE \" 5-Nov-2026 02:29:48 +0000\" RFC822.SIZE 5 MODSEQ (9) BODY[] {5}\r\nhello)\r\n* 3 EXPUNGE\r\nA3 OK done\r\n",
        "* 1 FETCH (UID 3 ENVELOPE (\"Thu, 5 Nov 2026 09:08:07 +0100\" \"s\" ((\"Ada\" NIL \"ada\" \"example.org\")) NIL NIL ((NIL NIL \"bob\" \"x\")) NIL NIL NIL \"<1@x>\"))\r\n",
        "* 1 FETCH (UID 3 BODYSTRUCTURE ((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 5 1 NIL NIL NIL NIL)(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 9 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) (\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1) 3) \"mixed\" (\"boundary\" \"x\") NIL NIL))\r\n",
        "* ESEARCH (TAG \"A4\") UID ALL 3,6:8 MODSEQ 17\r\n* SEARCH 1 2 3 (MODSEQ 9)\r\nA4 OK [MODIFIED 6] done\r\nA5 OK [COPYUID 7 1:3,5 10:12,20] done\r\nA6 OK [APPENDUID 7 10:11] done\r\n",
        "* NAMESPACE ((\"\" \"/\")) ((\"~\" \"/\" \"X-P\" (\"a\"))) NIL\r\n* QUOTA \"\" (STORAGE 10 512)\r\n* QUOTAROOT INBOX \"\"\r\n* ID (\"name\" \"x\" \"version\" NIL)\r\n* BYE bye\r\n",
        "* STATUS \"a b\" (UIDVALIDITY 3 UIDNEXT 8 UNSEEN 2 HIGHESTMODSEQ 15)\r\n* LIST (\\NonExistent) \"/\" Gone\r\n* LIST () \"/\" New (\"OLDNAME\" (\"Old\") \"CHILDINFO\" (\"SUBSCRIBED\"))\r\n* OK [NOTIFICATIONOVERFLOW] too much\r\nA7 NO [BADEVENT MessageNew] no\r\n");

    public static readonly byte[][] SmtpTranscripts = Tokens(
        "220 mail.example.org ESMTP ready\r\n",
        "250-mail.example.org\r\n250-SIZE 35882577\r\n250-8BITMIME\r\n250-AUTH PLAIN LOGIN XOAUTH2\r\n250-AUTH=PLAIN\r\n250-PIPELINING\r\n250 SMTPUTF8\r\n",
        "250 2.1.0 Ok\r\n550 5.1.1 <x@y>: Recipient address rejected\r\n354 End data with <CR><LF>.<CR><LF>\r\n250 2.0.0 Ok: queued as 4F\r\n421-4.3.2 going\r\n421 4.3.2 down\r\n334 VXNlcm5hbWU6\r\n");

    private static readonly byte[][] OwnMessages = Tokens(
        "From: a@example.org\r\nTo: \"B\" <b@example.org>, c@example.org\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nDate: Thu, 5 Nov 2026 09:08:07 +0100\r\nMessage-ID: <1@x>\r\n\r\nHello\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>h=E4</p>\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''%C3%A4.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--x--\r\n",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=y\r\n\r\n--y\r\n\r\nfailed\r\n--y\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a@b\r\nAction: failed\r\nStatus: 5.1.1\r\n--y\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--y--\r\n",
        "Subject: u\r\n\r\ntext\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n");

    private static readonly byte[][] OwnHtml = Tokens(
        "<html><head><title>t</title><style>p{color:red}</style></head><body><p>Hello <b>you</b> &amp; <a href='https://example.org'>link</a></p><table><tr><td>1<td>2</table><blockquote>q</blockquote></body></html>");

    public static IReadOnlyList<byte[]> Messages(string? corpus) => corpus is null ? OwnMessages : [.. OwnMessages, .. Files(corpus)];

    public static IReadOnlyList<byte[]> HtmlBodies(string? corpus) =>
        [.. OwnHtml, .. Messages(corpus).Select(raw => MimeParser.Parse(raw).Bodies.Html).OfType<string>().Select(Encoding.UTF8.GetBytes)];

    public static IReadOnlyList<byte[]> HeaderValues(string? corpus, params string[] names) =>
        [.. Messages(corpus).SelectMany(raw => MimeParser.Parse(raw).Headers).Where(header => names.Contains(header.Name, StringComparer.OrdinalIgnoreCase)).Select(header => Encoding.UTF8.GetBytes(header.Value))];

    private static IEnumerable<byte[]> Files(string corpus) =>
        Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(raw => raw.Length < LongestMessage);

    private static byte[][] Tokens(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
