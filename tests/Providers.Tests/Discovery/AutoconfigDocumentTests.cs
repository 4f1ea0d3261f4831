using System.Text;
using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Discovery.Autoconfig;

namespace EmailAgent.Providers.Tests.Discovery;

public sealed class AutoconfigDocumentTests
{
    [Fact]
    public void Document_Complete_HasBothServers()
    {
        var found = Read(DiscoveryWorld.Document("example.org", "%EMAILADDRESS%"))!;

        Assert.Equal(new ServerAddress("in.example.org", 1993, ServerSecurity.Tls), found.Incoming!.Address);
        Assert.Equal(new ServerAddress("out.example.org", 1465, ServerSecurity.Tls), found.Submission!.Address);
        Assert.Empty(found.Notes);
    }

    [Theory]
    [InlineData("STARTTLS", ServerSecurity.StartTls)]
    [InlineData("starttls", ServerSecurity.StartTls)]
    [InlineData("plain", null)]
    [InlineData("", null)]
    public void Server_WithoutTls_IsNotUsed(string socketType, ServerSecurity? expected) =>
        Assert.Equal(expected, Read(DiscoveryWorld.Document("example.org", socketType: socketType))!.Incoming?.Address.Security);

    [Fact]
    public void Server_OnlyForASignIn_IsNotUsed_AndNoted()
    {
        var found = Read(DiscoveryWorld.Document("example.org", authentication: "OAuth2"))!;

        Assert.Null(found.Incoming);
        Assert.Single(found.Notes);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("a b.example")]
    [InlineData("example.org:80")]
    [InlineData("")]
    public void Host_ThatIsNone_IsNotUsed(string host) =>
        Assert.Null(Read(DiscoveryWorld.Document("example.org").Replace("in.example.org", host, StringComparison.Ordinal))!.Incoming);

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    public void Port_ThatIsNone_IsNotUsed(string port) =>
        Assert.Null(Read(DiscoveryWorld.Document("example.org").Replace("1993", port, StringComparison.Ordinal))!.Incoming);

    [Theory]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<html><body>Not found</body></html>")]
    [InlineData("<clientConfig/>")]
    [InlineData("<clientConfig><emailProvider>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such\"?><clientConfig/>")]
    [InlineData("<!DOCTYPE clientConfig><clientConfig><emailProvider/></clientConfig>")]
    [InlineData("<!DOCTYPE c [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><clientConfig><emailProvider>&a;</emailProvider></clientConfig>")]
    [InlineData("<!DOCTYPE c [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><clientConfig><emailProvider>&b;</emailProvider></clientConfig>")]
    public void Document_OfAnotherKind_IsNone(string content) => Assert.Null(Read(content));

    [Fact]
    public void Document_NestedDeeply_IsNone() =>
        Assert.Null(Read(string.Concat(Enumerable.Repeat("<clientConfig>", 9000))));

    private static FoundServers? Read(string content) => AutoconfigDocument.Read(Encoding.UTF8.GetBytes(content));
}
