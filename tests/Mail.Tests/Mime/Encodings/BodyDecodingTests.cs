using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Encodings;

public class BodyDecodingTests
{
    [Theory]
    [InlineData("SGVsbG8=", "Hello")]
    [InlineData("SGVsbG8", "Hello")]
    [InlineData("SGVs\nbG8=", "Hello")]
    [InlineData("SG Vs\tbG8=\n\n", "Hello")]
    [InlineData("SG*Vs!bG8=", "Hello")]
    [InlineData("SGVsbG8=SGVsbG8=", "HelloHello")]
    [InlineData("SGVsbG8=\nSGVsbG8=", "HelloHello")]
    [InlineData("SGVsbG8=\n____________\nList footer: a, b\n", "Hello")]
    [InlineData("SGVsbG8=\nfooter", "Hello")]
    [InlineData("SGVsbG8=\nList", "Hello")]
    [InlineData("SGVsbG8=\nSGVsbG8hSGVsbG8hIQ", "Hello")]
    [InlineData("SGVsbG8=\nSGVsbG8hSGVsbG8h", "HelloHello!Hello!")]
    [InlineData("SGVsbG8hSGVsbG8hSGVsbG8hSGVsbG8hSGVsbG8hSGVsbG8h\nSGVsbG8=", "Hello!Hello!Hello!Hello!Hello!Hello!Hello")]
    [InlineData("S", "")]
    [InlineData("====", "")]
    [InlineData("", "")]
    public void Base64_AnyForm_IsDecoded(string body, string expected) => Check("base64", body, expected);

    [Theory]
    [InlineData("a=3Db", "a=b")]
    [InlineData("a=3db", "a=b")]
    [InlineData("soft=\nbreak", "softbreak")]
    [InlineData("soft= \t\nbreak", "softbreak")]
    [InlineData("end=", "end")]
    [InlineData("bad=ZZ=4=", "bad=ZZ=4")]
    [InlineData("trailing   \nblanks", "trailing\r\nblanks")]
    [InlineData("kept=20\nblanks", "kept \r\nblanks")]
    [InlineData("a_b", "a_b")]
    [InlineData("=C3=A9", "Ã©")]
    public void QuotedPrintable_AnyForm_IsDecoded(string body, string expected) => Check("quoted-printable", body, expected);

    [Theory]
    [InlineData("base64", "SG*Vs", MimeDefectKind.InvalidBase64)]
    [InlineData("quoted-printable", "=ZZ", MimeDefectKind.InvalidQuotedPrintable)]
    [InlineData("strange", "x", MimeDefectKind.UnknownTransferEncoding)]
    public void Encoding_Broken_IsADefect(string encoding, string body, MimeDefectKind expected)
    {
        var message = Raw.Parse($"Content-Transfer-Encoding: {encoding}\n\n{body}");
        message.GetText();

        Assert.Contains(message.Defects, defect => defect.Kind == expected);
    }

    [Theory]
    [InlineData("utf-8", "636166C3A9", "café")]
    [InlineData("iso-8859-1", "636166E9", "café")]
    [InlineData("iso-8859-1", "636166C3A9", "café")]
    [InlineData("iso-8859-1", "8035", "€5")]
    [InlineData("us-ascii", "636166E9", "café")]
    [InlineData(null, "636166C3A9", "café")]
    [InlineData(null, "636166E9", "café")]
    [InlineData("nonsense", "636166E9", "café")]
    [InlineData("utf-8", "636166E9", "café")]
    [InlineData("utf-8", "C3A9C3A9C3A9C3", "ééé\uFFFD")]
    [InlineData("iso-8859-15", "A4", "€")]
    [InlineData("windows-1251", "CFF0E8E2E5F2", "Привет")]
    [InlineData("cp1251", "CFF0E8E2E5F2", "Привет")]
    [InlineData("iso-8859-5", "BFE0D8D2D5E2", "Привет")]
    [InlineData("koi8-r", "F0D2C9D7C5D4", "Привет")]
    [InlineData("gb2312", "C4E3BAC3", "你好")]
    [InlineData("gb2312", "C2A5C2A5", "楼楼")]
    [InlineData("gbk", "E4BDA0E5A5BDE4BDA0E5A5BD", "你好你好")]
    [InlineData("gb18030", "8130843681308436", "\u00A5\u00A5")]
    [InlineData("big5", "A741A66E", "你好")]
    [InlineData("shift_jis", "93FA967B", "日本")]
    [InlineData("euc-jp", "C6FCCBDC", "日本")]
    [InlineData("iso-2022-jp", "1B2442467C4B5C1B2842", "日本")]
    [InlineData(null, "1B2442467C4B5C1B2842", "日本")]
    [InlineData("ks_c_5601-1987", "BEC8B3E7", "안녕")]
    [InlineData("euc-kr", "BEC8B3E7", "안녕")]
    [InlineData("tis-620", "CAC7D1CA", "สวัส")]
    [InlineData("windows-1256", "E3D1CD", "مرح")]
    [InlineData("iso-8859-8-i", "F9ECE5ED", "שלום")]
    [InlineData("utf-16", "680069", "hi")]
    [InlineData("utf-16be", "00680069", "hi")]
    [InlineData("us-ascii", "FFFE68006900", "hi")]
    [InlineData("us-ascii", "EFBBBF6869", "hi")]
    [InlineData("utf-7", "2B414F6B2D", "é")]
    [InlineData("utf-7", "4D2B4150772D6E6368656E202B2D202B203120313D31", "München + + 1 1=1")]
    [InlineData("UNICODE-1-1-UTF-7", "2B3244336541412D", "\U0001F600")]
    [InlineData("utf-7", "2B3244302D", "\uFFFD")]
    [InlineData("shift_jis", "EEE08BB4208E52ED95", "髙橋 山﨑")]
    [InlineData("csShiftJIS", "8740FA40FBFC", "①ⅰ髙")]
    [InlineData("iso-8859-10", "A1C8", "ĄČ")]
    [InlineData("ISO-8859-14", "A1D0", "ḂŴ")]
    [InlineData("latin10", "A4AA", "€Ș")]
    [InlineData("big5-hkscs", "A741A66E8862945C", "你好\u00CA\u0304𠗫")]
    [InlineData("euc-jp", "C6FC8FB0A1CBDC", "日丂本")]
    [InlineData("csEUCPkdFmtJapanese", "8EB1C6FC", "ｱ日")]
    [InlineData("iso-2022-jp-2", "1B2442467C4B5C1B244156501B242843303A1B24284430211B2842611B2E411B4E691B2E461B4E61", "日本中갰丂aéα")]
    [InlineData("ISO_8859-1:1987", "636166E9", "café")]
    [InlineData("csISOLatin1", "636166E9", "café")]
    [InlineData("csISOLatin2", "B1E6", "ąć")]
    [InlineData("csEUCKR", "BEC8B3E7", "안녕")]
    [InlineData("iso-ir-6", "636166E9", "café")]
    [InlineData("iso-ir-100", "636166E9", "café")]
    [InlineData("x-mac-ce", "8A8E", "äé")]
    [InlineData("csWindows1251", "CFF0", "Пр")]
    [InlineData("IBM00858", "D5", "€")]
    [InlineData("l2", "B1", "ą")]
    public void Charset_DeclaredOrNot_IsDecoded(string? charset, string hex, string expected)
    {
        var head = charset is null ? "Subject: x\r\n\r\n" : $"Content-Type: text/plain; charset=\"{charset}\"\r\n\r\n";
        byte[] raw = [.. Encoding.ASCII.GetBytes(head), .. Convert.FromHexString(hex.Length == 6 && charset == "utf-16" ? hex + "00" : hex)];

        Assert.Equal(expected, MimeParser.Parse(raw).GetText());
    }

    [Theory]
    [InlineData("<meta charset=\"windows-1251\">")]
    [InlineData("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>")]
    public void Charset_OfUnlabelledHtml_IsTakenFromIt(string meta)
    {
        byte[] raw = [.. Encoding.ASCII.GetBytes("Content-Type: text/html\r\n\r\n" + meta), 0xCF, 0xF0, 0xE8];

        Assert.Equal("При", MimeParser.Parse(raw).GetText());
    }

    [Fact]
    public void Text_Always_HasPlainLineEndsAndNoNul()
    {
        Assert.Equal("a\nb\nc\n\nde", MimeParser.Parse("X: y\r\n\r\na\r\nb\rc\r\n\nd\0e"u8.ToArray()).GetText());
    }

    private static void Check(string encoding, string body, string expected)
    {
        var part = Raw.Parse($"Content-Type: application/x\nContent-Transfer-Encoding: {encoding}\nContent-Disposition: attachment\n\n{body}").Attachments[0];
        var writer = new ArrayBufferWriter<byte>();
        part.DecodeBytes(writer);

        Assert.Equal(expected, Encoding.Latin1.GetString(writer.WrittenSpan));
        Assert.Equal(writer.WrittenCount, part.Size);
    }
}
