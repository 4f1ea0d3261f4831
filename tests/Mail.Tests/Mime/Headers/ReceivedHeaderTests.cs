using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Headers;

public class ReceivedHeaderTests
{
    private static readonly DateTimeOffset Date = new(2026, 3, 5, 7, 8, 9, TimeSpan.FromHours(1));

    [Fact]
    public void Received_AllClauses_AreRead()
    {
        var hop = Hop("""
            from mail.example.org (mx3.example.org [192.0.2.7] (may be forged))
             by in.example.com (Postfix, from userid 5) with ESMTPS id 4XYZ
             for <jane@example.com>; Thu, 5 Mar 2026 07:08:09 +0100 (CET)
            """);

        Assert.Equal(
            new ReceivedHop("mail.example.org", "mx3.example.org [192.0.2.7] (may be forged)", "in.example.com", null, "ESMTPS", "4XYZ", "jane@example.com", Date),
            hop);
    }

    [Theory]
    [InlineData("(qmail 1 invoked by uid 5); Thu, 5 Mar 2026 07:08:09 +0100", null, null, null)]
    [InlineData("by a.example (Exim) id 7 with local; Thu, 5 Mar 2026 07:08:09 +0100", null, "a.example", "local")]
    [InlineData("from [192.0.2.1] by b.example with Microsoft SMTP Server (TLS); Thu, 5 Mar 2026 07:08:09 +0100", "[192.0.2.1]", "b.example", "Microsoft SMTP Server")]
    [InlineData("from unknown (HELO x; y) by c.example; Thu, 5 Mar 2026 07:08:09 +0100", "unknown", "c.example", null)]
    [InlineData("FROM from BY by; Thu, 5 Mar 2026 07:08:09 +0100", "from", "by", null)]
    public void Received_OtherForms_AreRead(string value, string? from, string? by, string? with)
    {
        var hop = Hop(value);

        Assert.Equal((from, by, with, Date), (hop.From, hop.By, hop.With, hop.Date));
    }

    [Theory]
    [InlineData("")]
    [InlineData("from")]
    [InlineData("from a by b")]
    [InlineData("from a (by b; Thu, 5 Mar 2026 07:08:09 +0100")]
    [InlineData(";;;")]
    public void Received_WithoutDate_HasNone(string value) => Assert.Null(Hop(value).Date);

    private static ReceivedHop Hop(string value) => Assert.Single(Raw.WithHeader("Received", value).Received);
}
