using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Tests.Imap.Wire;

public sealed class ImapDateTests
{
    [Theory]
    [InlineData(" 5-Nov-2026 02:29:48 +0000", "2026-11-05T02:29:48+00:00")]
    [InlineData("5-Nov-2026 02:29:48 +0000", "2026-11-05T02:29:48+00:00")]
    [InlineData("05-nov-2026 02:29:48 -0330", "2026-11-05T02:29:48-03:30")]
    [InlineData("31-Dec-2016 23:59:60 +0000", "2016-12-31T23:59:59+00:00")]
    public void Parse_OfADate_IsThatMoment(string text, string expected)
        => Assert.Equal(DateTimeOffset.Parse(expected, null), ImapDate.Parse(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("31-Feb-2026 02:29:48 +0000")]
    [InlineData("05-Foo-2026 02:29:48 +0000")]
    [InlineData("05-Nov-0000 02:29:48 +0000")]
    [InlineData("05-Nov-2026 25:29:48 +0000")]
    [InlineData("05-Nov-2026 02:29:48 +9900")]
    [InlineData("05-Nov-2026 02:29:48 GMT  ")]
    [InlineData("05-Nov-2026 02:29:48")]
    public void Parse_OfAnythingElse_IsNull(string text) => Assert.Null(ImapDate.Parse(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("2026-11-05T02:29:48+00:00", " 5-Nov-2026 02:29:48 +0000")]
    [InlineData("2026-11-15T22:09:08-03:30", "15-Nov-2026 22:09:08 -0330")]
    public void Format_OfAMoment_ReadsBack(string moment, string expected)
    {
        var value = DateTimeOffset.Parse(moment, null);

        Assert.Equal(expected, ImapDate.Format(value));
        Assert.Equal(value, ImapDate.Parse(Encoding.ASCII.GetBytes(expected)));
    }
}
