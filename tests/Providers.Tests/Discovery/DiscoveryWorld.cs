using System.Net;
using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Discovery.Autoconfig;
using EmailAgent.Providers.Discovery.Guesses;
using EmailAgent.Providers.Discovery.Records;
using EmailAgent.Providers.Egress;
using EmailAgent.Testing;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Discovery;

/// <summary>A finder whose name server, web servers and mail servers are those of a test.</summary>
internal sealed class DiscoveryWorld : IAsyncDisposable
{
    private readonly AutoconfigClient _autoconfig;

    private DiscoveryWorld(ScriptedHttpsServer web, DiscoveryOptions options)
    {
        Web = web;
        var bound = Options.Create(options);
        _autoconfig = new AutoconfigClient(Connector(web), options, web.Accepts);
        Finder = new MailServerFinder(
            new ServerRecords(new MailDns(bound)), _autoconfig, new ServerGuesses(Probe), new FoundServerCache(bound, Time), bound, Time);
    }

    public ScriptedDnsServer Dns { get; private init; } = null!;

    public ScriptedHttpsServer Web { get; }

    public ScriptedProbe Probe { get; } = new();

    public ManualTimeProvider Time { get; } = new();

    public MailServerFinder Finder { get; }

    public static async Task<DiscoveryWorld> StartAsync(bool lookups = true, TimeSpan? queryTimeout = null)
    {
        var dns = ScriptedDnsServer.Start();
        var minute = TimeSpan.FromMinutes(1);
        var options = new DiscoveryOptions { Lookups = lookups, NameServers = [dns.Address], QueryTimeout = queryTimeout ?? minute, ServerTimeout = minute };
        return new DiscoveryWorld(await ScriptedHttpsServer.StartAsync(), options) { Dns = dns };
    }

    /// <summary>Returns a connector for which all hosts are the server of a test.</summary>
    public static EgressConnector Connector(ScriptedHttpsServer web, params string[] allowed) =>
        new(new EgressPolicy(Options.Create(new EgressOptions { Allow = allowed.Length > 0 ? allowed : ["127.0.0.0/8"] })))
        {
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
            Port = web.Port,
        };

    /// <summary>Returns an autoconfig document with servers in a domain.</summary>
    public static string Document(string domain, string username = "%EMAILADDRESS%", string socketType = "SSL", string authentication = "password-cleartext") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <clientConfig version="1.1">
          <emailProvider id="{domain}">
            <domain>{domain}</domain>
            <incomingServer type="pop3"><hostname>pop.{domain}</hostname><port>995</port><socketType>SSL</socketType><authentication>password-cleartext</authentication></incomingServer>
            <incomingServer type="imap">
              <hostname>in.{domain}</hostname><port>1993</port><socketType>{socketType}</socketType><username>{username}</username><authentication>{authentication}</authentication>
            </incomingServer>
            <outgoingServer type="smtp">
              <hostname>out.{domain}</hostname><port>1465</port><socketType>{socketType}</socketType><username>{username}</username><authentication>{authentication}</authentication>
            </outgoingServer>
          </emailProvider>
        </clientConfig>
        """;

    public async ValueTask DisposeAsync()
    {
        _autoconfig.Dispose();
        await Web.DisposeAsync();
        await Dns.DisposeAsync();
    }
}
