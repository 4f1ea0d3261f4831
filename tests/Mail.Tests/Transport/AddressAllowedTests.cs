using System.Net;
using System.Net.Sockets;
using EmailAgent.Mail.Imap;

namespace EmailAgent.Mail.Tests.Transport;

/// <summary>Who names a host must not have us connect to an address that is forbidden, whatever the name leads to.</summary>
public sealed class AddressAllowedTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public AddressAllowedTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("localhost")]
    public async Task Imap_AtAForbiddenAddress_IsNotConnectedTo(string host)
    {
        var asked = new List<IPAddress>();
        var options = new ImapClientOptions { AddressAllowed = Refuse(asked) };

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => ImapClient.ConnectAsync(new ImapEndpoint(host, Port, ImapSecurity.None), options));

        Assert.Equal(ImapStage.Connect, failure.Stage);
        AssertUntouched(asked);
    }

    [Fact]
    public async Task Failure_IsTheSame_WhetherThePortIsOpenOrNot()
    {
        var (open, options) = (Port, new ImapClientOptions { AddressAllowed = _ => false });
        var first = await Assert.ThrowsAsync<ImapConnectionException>(() => ImapClient.ConnectAsync(new ImapEndpoint("127.0.0.1", open, ImapSecurity.Tls), options));
        _listener.Stop();
        var second = await Assert.ThrowsAsync<ImapConnectionException>(() => ImapClient.ConnectAsync(new ImapEndpoint("127.0.0.1", open, ImapSecurity.Tls), options));

        Assert.Equal((first.Stage, first.Message), (second.Stage, second.Message));
    }

    private static Func<IPAddress, bool> Refuse(List<IPAddress> asked) => address =>
    {
        asked.Add(address);
        return false;
    };

    private void AssertUntouched(List<IPAddress> asked)
    {
        Assert.NotEmpty(asked);
        Assert.All(asked, address => Assert.True(IPAddress.IsLoopback(address)));
        Assert.False(_listener.Pending());
    }
}
