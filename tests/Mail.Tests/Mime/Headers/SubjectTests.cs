using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Headers;

public class SubjectTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  two\r\n  lines ", "two lines")]
    [InlineData("tab\r\n\tfold", "tab fold")]
    [InlineData("=?utf-8?q?caf=C3=A9?=", "café")]
    [InlineData("=?UTF-8?B?Y2Fmw6k=?=", "café")]
    [InlineData("=?utf-8?b?Y2Fmw6k?=", "café")]
    [InlineData("=?iso-8859-1?q?caf=E9?= au lait", "café au lait")]
    [InlineData("=?iso-8859-1*fr?q?caf=E9?=", "café")]
    [InlineData("=?utf-8?q?a_b=5Fc?=", "a b_c")]
    [InlineData("=?utf-8?q?one?= =?utf-8?q?two?=", "onetwo")]
    [InlineData("=?utf-8?q?one?=\r\n =?utf-8?q?two?=", "onetwo")]
    [InlineData("=?utf-8?q?one?= and =?utf-8?q?two?=", "one and two")]
    [InlineData("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café")]
    [InlineData("=?utf-8?b?Y2Fmww==?= =?utf-8?b?qQ==?=", "café")]
    [InlineData("=?utf-8?q?a?= =?iso-8859-1?q?=E9?=", "aé")]
    [InlineData("=?utf-8?q?with blanks inside?=", "with blanks inside")]
    [InlineData("=?nonsense?q?caf=C3=A9?=", "café")]
    [InlineData("=?us-ascii?q?caf=E9?=", "café")]
    [InlineData("=?windows-1251?q?=CF=F0=E8=E2=E5=F2?=", "Привет")]
    [InlineData("=?koi8-r?b?8NLJ18XU?=", "Привет")]
    [InlineData("=?gb2312?b?xOO6ww==?=", "你好")]
    [InlineData("=?big5?b?p0Gmbg==?=", "你好")]
    [InlineData("=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=", "日本語")]
    [InlineData("=?shift_jis?b?k/qWe4zq?=", "日本語")]
    [InlineData("=?euc-jp?b?xvzL3Ljs?=", "日本語")]
    [InlineData("=?ks_c_5601-1987?b?vsiz5w==?=", "안녕")]
    [InlineData("=?utf-7?q?a+AOk-b?=", "aéb")]
    [InlineData("=?utf-8?x?abc?=", "=?utf-8?x?abc?=")]
    [InlineData("=?utf-8?q?open", "=?utf-8?q?open")]
    [InlineData("=?", "=?")]
    [InlineData("a=?utf-8?q?b?=c", "abc")]
    [InlineData("=?utf-8?q?a=0Ab=00c?=", "a bc")]
    [InlineData("grüße", "grüße")]
    public void Subject_AnyForm_IsOneDecodedLine(string value, string expected)
    {
        Assert.Equal(expected, Raw.WithHeader("Subject", value).Subject);
    }

    [Fact]
    public void Subject_RawLatin1_ReadsAsWindows1252()
    {
        var message = MimeParser.Parse(Raw.Latin1("Subject: 5 \u0080 f\u00FCr dich\n\n"));

        Assert.Equal("5 € für dich", message.Subject);
    }

    [Fact]
    public void Subject_Missing_IsNull() => Assert.Null(Raw.Parse("To: a@example.com\n\n").Subject);

    [Fact]
    public void Subject_Empty_IsEmpty() => Assert.Equal("", Raw.Parse("Subject:\n\n").Subject);

    [Fact]
    public void Subject_BlankBeforeColon_IsFound() => Assert.Equal("x", Raw.Parse("Subject : x\n\n").Subject);

    [Fact]
    public void Headers_ByName_IgnoreCaseAndKeepOrder()
    {
        var message = Raw.Parse("X-A: 1\nx-b: 2\nX-a: 3\n\n");

        Assert.Equal("1", message.Headers["x-A"]);
        Assert.Null(message.Headers["missing"]);
        Assert.Equal(["1", "3"], message.Headers.All("X-A").Select(header => header.Value));
        Assert.Equal([0, 8, 16], message.Headers.Select(header => header.Offset));
    }
}
