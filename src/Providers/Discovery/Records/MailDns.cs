using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Discovery.Records;

/// <summary>Queries of the configured name servers, or of those of the system.</summary>
internal sealed class MailDns(IOptions<DiscoveryOptions> options) : IMailDns
{
    private const int DnsPort = 53;

    // Finding the name servers of the system reads files, and a system without any must not prevent the start; it can have some later.
    private readonly Lazy<LookupClient> _client = new(() => Create(options.Value), LazyThreadSafetyMode.PublicationOnly);

    public async Task<IReadOnlyList<ServiceRecord>> FindServicesAsync(string name, CancellationToken cancellationToken) =>
    [
        .. (await QueryAsync(name, QueryType.SRV, cancellationToken).ConfigureAwait(false)).OfType<SrvRecord>()
            .Select(record => new ServiceRecord(WithoutDot(record.Target.ToString()), record.Port, record.Priority, record.Weight)),
    ];

    public async Task<IReadOnlyList<ExchangerRecord>> FindExchangersAsync(string domain, CancellationToken cancellationToken) =>
    [
        .. (await QueryAsync(domain, QueryType.MX, cancellationToken).ConfigureAwait(false)).OfType<MxRecord>()
            .Select(record => new ExchangerRecord(WithoutDot(record.Exchange.ToString()), record.Preference)),
    ];

    private async Task<IReadOnlyList<DnsResourceRecord>> QueryAsync(string name, QueryType type, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _client.Value.QueryAsync(name, type, cancellationToken: cancellationToken).ConfigureAwait(false);
            return !response.HasError || response.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain
                ? response.Answers
                : throw new MailDnsException($"The name server refused the query: {response.ErrorMessage}");
        }
        catch (Exception failure) when (failure is DnsResponseException or DnsResponseParseException or SocketException or InvalidOperationException or ArgumentException)
        {
            throw new MailDnsException($"No name server answered: {failure.Message}", failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailDnsException("No name server answered in time.", failure);
        }
    }

    private static LookupClient Create(DiscoveryOptions options)
    {
        NameServer[] configured = [.. options.NameServers.Where(server => server.Length > 0).Select(Parse)];
        // Without a name server of its own, the library would send the domains of users to those of a third party.
        var servers = configured.Length > 0 ? configured : [.. NameServer.ResolveNameServers(fallbackToGooglePublicDns: false)];
        return new LookupClient(new LookupClientOptions(servers)
        {
            Timeout = options.QueryTimeout,
            Retries = 1,
            // The servers of domains are kept in one cache, whatever they come from.
            UseCache = false,
        });
    }

    private static NameServer Parse(string server)
    {
        var endpoint = IPEndPoint.Parse(server);
        return new NameServer(endpoint.Address, endpoint.Port == 0 ? DnsPort : endpoint.Port);
    }

    private static string WithoutDot(string name) => name.TrimEnd('.');
}
