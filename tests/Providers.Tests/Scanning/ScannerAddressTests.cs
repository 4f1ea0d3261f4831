using System.Net;
using System.Net.Sockets;
using EmailAgent.Providers.Scanning;

namespace EmailAgent.Providers.Tests.Scanning;

public sealed class ScannerAddressTests
{
    [Theory]
    [InlineData("clamav:3310", "clamav", 3310)]
    [InlineData("127.0.0.1:1", "127.0.0.1", 1)]
    [InlineData("[::1]:65535", "::1", 65535)]
    public void Address_OfAHost_HasItsPort(string text, string host, int port)
    {
        var address = Assert.IsType<DnsEndPoint>(ScannerAddress.Parse(text));

        Assert.Equal((host, port), (address.Host, address.Port));
    }

    [Fact]
    public void Address_OfASocket_IsItsPath() => Assert.Equal("/run/clamd.ctl", Assert.IsType<UnixDomainSocketEndPoint>(ScannerAddress.Parse("/run/clamd.ctl")).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("clamav")]
    [InlineData(":3310")]
    [InlineData("clamav:0")]
    [InlineData("clamav:65536")]
    [InlineData("clamav:+1")]
    public void Text_ThatIsNoAddress_IsNone(string text) => Assert.Null(ScannerAddress.Parse(text));

    [Fact]
    public void Path_LongerThanASocketCanHave_IsNone() => Assert.Null(ScannerAddress.Parse("/" + new string('a', 200)));
}
