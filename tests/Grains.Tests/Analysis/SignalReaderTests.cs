using System.Text;
using EmailAgent.Grains.Analysis;
using EmailAgent.Intelligence;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Tests.Analysis;

public sealed class SignalReaderTests
{
    private const string Hop = "Received: from a by mx.example.org; Sat, 1 Aug 2026 07:00:00 +0000\r\n";
    private const string From = "From: Ann <ann@Shop.example>\r\n";

    [Fact]
    public void Message_OfAPerson_HasNone() => Assert.Null(Read(Hop + From + "Subject: Lunch"));

    [Fact]
    public void MailingList_IsReadWithItsAddresses()
    {
        var read = Read(
            "List-Id: News <news.shop.example>\r\nList-Unsubscribe: <https://shop.example/u>, <mailto:u@shop.example>\r\n"
            + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nPrecedence: Bulk\r\nAuto-Submitted: Auto-Generated; x=y");

        Assert.Equal(
            new MessageSignals { ListId = "news.shop.example", CanUnsubscribe = true, CanUnsubscribeByOneClick = true, Precedence = "bulk", AutoSubmitted = "auto-generated" },
            read!.Signals);
        Assert.Equal(["https://shop.example/u", "mailto:u@shop.example"], read.Unsubscribe);
    }

    [Fact]
    public void OneClick_WithoutAnAddress_IsNone() =>
        Assert.False(Read("List-Id: x.example\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click")!.Signals.CanUnsubscribeByOneClick);

    [Theory]
    [InlineData(-330, -330)]
    [InlineData(60, 60)]
    public void Offset_OfTheSender_IsKept(int minutes, int expected) =>
        Assert.Equal((short?)expected, Read(From, offset: TimeSpan.FromMinutes(minutes))!.UtcOffset);

    [Fact]
    public void Offset_OfZero_ProvesNothing() => Assert.Null(Read(From, offset: TimeSpan.Zero));

    [Theory]
    [InlineData("dmarc=pass header.from=shop.example", true)]
    [InlineData("dmarc=fail header.from=shop.example; dkim=pass header.d=shop.example", false)]
    [InlineData("dmarc=none; dkim=pass header.d=mail.shop.example", true)]
    [InlineData("dkim=pass header.d=shop.example", true)]
    [InlineData("dkim=pass header.i=@shop.example", true)]
    [InlineData("dkim=fail header.d=shop.example; dkim=pass header.d=shop.example", true)]
    [InlineData("dkim=pass header.d=other.example", null)]
    [InlineData("dkim=pass header.d=example", null)]
    [InlineData("dkim=pass header.d=op.example", null)]
    [InlineData("dkim=fail header.d=shop.example", false)]
    [InlineData("spf=pass smtp.mailfrom=shop.example", null)]
    [InlineData("none", null)]
    public void Results_OfTheReceivingServer_AreAVerdict(string results, bool? verdict) =>
        Assert.Equal(verdict, Read($"Authentication-Results: mx.example.org; {results}\r\n{Hop}{From}")?.Signals.IsAuthenticated);

    [Fact]
    public void Results_BelowTheFirstHop_AreTrustedOnlyOfKnownServers()
    {
        const string Message = Hop + "Authentication-Results: MX.example.org; dmarc=pass header.from=shop.example\r\n" + From;

        Assert.Null(Read(Message));
        Assert.True(Read(Message, server: "mx.example.org")!.Signals.IsAuthenticated);
        Assert.True(Read(Message, trusted: "mx.example.org")!.Signals.IsAuthenticated);
        Assert.Null(Read(Message, server: "other.example", trusted: "another.example"));
    }

    [Fact]
    public void Results_OfAMessageThatNoServerReceived_AreNotTrusted() =>
        Assert.Null(Read("Authentication-Results: mx.example.org; dmarc=pass header.from=shop.example\r\n" + From));

    [Fact]
    public void HostileFields_AreCut()
    {
        var addresses = string.Join(", ", Enumerable.Range(0, 10).Select(i => $"<https://shop.example/{i}>"));
        var read = Read($"List-Id: <{new string('x', 5000)}>\r\nList-Unsubscribe: <https://{new string('y', 5000)}>, {addresses}\r\nPrecedence: {new string('z', 5000)}")!;

        Assert.Equal((255, 50), (read.Signals.ListId!.Length, read.Signals.Precedence!.Length));
        Assert.Equal(["https://shop.example/0", "https://shop.example/1", "https://shop.example/2", "https://shop.example/3"], read.Unsubscribe);
    }

    private static HeaderSignals? Read(string header, string? server = null, string? trusted = null, TimeSpan? offset = null)
    {
        var servers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (trusted is not null)
            servers.Add(trusted);
        return new SignalReader(servers).Read(MimeParser.Parse(Encoding.ASCII.GetBytes(header.TrimEnd() + "\r\n\r\ntext")), server, offset);
    }
}
