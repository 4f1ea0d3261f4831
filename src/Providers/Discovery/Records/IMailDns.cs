namespace EmailAgent.Providers.Discovery.Records;

/// <summary>The records of the DNS that lead to mail servers.</summary>
public interface IMailDns
{
    /// <summary>Returns the SRV records of a name (RFC 2782); empty if there are none.</summary>
    /// <exception cref="MailDnsException">No name server answered.</exception>
    Task<IReadOnlyList<ServiceRecord>> FindServicesAsync(string name, CancellationToken cancellationToken);

    /// <summary>Returns the MX records of a domain; empty if there are none.</summary>
    /// <exception cref="MailDnsException">No name server answered.</exception>
    Task<IReadOnlyList<ExchangerRecord>> FindExchangersAsync(string domain, CancellationToken cancellationToken);
}

/// <summary>An SRV record.</summary>
/// <param name="Target">A host without the dot at the end; empty if the service is not offered.</param>
/// <param name="Priority">Lower first.</param>
/// <param name="Weight">Among equal priorities, higher more often.</param>
public sealed record ServiceRecord(string Target, int Port, int Priority, int Weight);

/// <summary>An MX record.</summary>
/// <param name="Host">A host without the dot at the end; empty if the domain receives no mail.</param>
/// <param name="Preference">Lower first.</param>
public sealed record ExchangerRecord(string Host, int Preference);
