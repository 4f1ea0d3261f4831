using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Headers;

public class AddressGroupTests
{
    [Theory]
    [InlineData("a@x, Team: b@x, C <c@x>; d@x, e@x", "[a@x] Team[b@x,c@x] [d@x,e@x]")]
    [InlineData("undisclosed-recipients:;", "undisclosed-recipients[]")]
    [InlineData("\"A: B\": b@x;, One: ;Two:c@x;", "A: B[b@x] One[] Two[c@x]")]
    [InlineData("=?utf-8?q?Gr=C3=BC=C3=9Fe?=: a@x", "Grüße[a@x]")]
    [InlineData("a@x; b@x", "[a@x,b@x]")]
    [InlineData("A: B: c@x;", "A[] B[c@x]")]
    [InlineData("", "")]
    public void Groups_AreRead(string value, string expected)
    {
        var groups = Raw.WithHeader("To", value).Headers[0].ToAddressGroups();

        Assert.Equal(expected, string.Join(' ', groups.Select(group => $"{group.Name}[{string.Join(',', group.Members.Select(member => member.Address))}]")));
    }

    [Theory]
    [InlineData("jane@bücher.example", "jane@xn--bcher-kva.example", "jane@bücher.example")]
    [InlineData("jane@xn--bcher-kva.example", "jane@xn--bcher-kva.example", "jane@bücher.example")]
    [InlineData("jürgen@例え.jp", "jürgen@xn--r8jz45g.jp", "jürgen@例え.jp")]
    [InlineData("a@b@example.org", "a@b@example.org", "a@b@example.org")]
    [InlineData("jane@[192.0.2.1]", "jane@[192.0.2.1]", "jane@[192.0.2.1]")]
    [InlineData("jane@a..b", "jane@a..b", "jane@a..b")]
    [InlineData("jane", "jane", "jane")]
    [InlineData("", "", "")]
    public void Domain_International_HasBothForms(string address, string ascii, string unicode)
    {
        var mailbox = new MailAddress(null, address);

        Assert.Equal((ascii, unicode), (mailbox.AsciiAddress, mailbox.UnicodeAddress));
    }

    [Fact]
    public void Header_OfAnyName_IsReadAsItsKind()
    {
        var headers = Raw.Parse("Resent-To: A <a@x>\nResent-Date: 1 Jan 2020 00:00 +0000\nSupersedes: <1@x> <2@x>\n\n").Headers;

        Assert.Equal(new MailAddress("A", "a@x"), Assert.Single(headers[0].ToAddresses()));
        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), headers[1].ToDate());
        Assert.Equal(["1@x", "2@x"], headers[2].ToMessageIds());
        Assert.Null(headers[0].ToDate());
    }
}
