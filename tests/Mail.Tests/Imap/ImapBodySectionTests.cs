using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Imap;

public sealed class ImapBodySectionTests
{
    [Fact]
    public void Request_OfEachKind_PeeksAtIt()
    {
        Assert.Equal("BODY.PEEK[]", ImapBodySection.Whole.ToRequest());
        Assert.Equal("BODY.PEEK[]<0.100>", ImapBodySection.Whole.Slice(0, 100).ToRequest());
        Assert.Equal("BODY.PEEK[1.2]", ImapBodySection.Part("1.2").ToRequest());
        Assert.Equal("BODY.PEEK[HEADER.FIELDS (FROM MESSAGE-ID)]", ImapBodySection.HeaderFields("From", "Message-Id").ToRequest());
    }

    [Theory]
    [InlineData("")]
    [InlineData("From To")]
    [InlineData("From)]\r\nx")]
    public void HeaderFields_OfWhatIsNoName_AreRefused(string name)
        => Assert.Throws<ArgumentException>(() => ImapBodySection.HeaderFields(name));

    [Theory]
    [InlineData("1.")]
    [InlineData("TEXT")]
    [InlineData("1]")]
    public void Part_OfWhatIsNoNumber_IsRefused(string number) => Assert.Throws<ArgumentException>(() => ImapBodySection.Part(number));

    [Theory]
    [InlineData("header.fields (to from)", true)]
    [InlineData("HEADER.FIELDS (FROM TO)", true)]
    [InlineData("HEADER.FIELDS (FROM)", false)]
    [InlineData("HEADER", false)]
    public void Names_OfHeaderFields_IgnoresOrderAndCase(string answer, bool expected)
        => Assert.Equal(expected, ImapBodySection.HeaderFields("From", "To").Names(answer));
}
