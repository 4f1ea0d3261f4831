namespace EmailAgent.Providers.Discovery.Records;

/// <summary>The servers that the DNS names: SRV records (RFC 6186, RFC 8314), and the providers that receive the mail of a domain.</summary>
internal sealed class ServerRecords(IMailDns dns)
{
    /// <exception cref="MailDnsException">No name server answered.</exception>
    public async Task<FoundServers> FindAsync(string domain, CancellationToken cancellationToken)
    {
        var incoming = FindAsync(domain, "_imaps._tcp", ServerSecurity.Tls, cancellationToken);
        var incomingStartTls = FindAsync(domain, "_imap._tcp", ServerSecurity.StartTls, cancellationToken);
        var submission = FindAsync(domain, "_submissions._tcp", ServerSecurity.Tls, cancellationToken);
        var submissionStartTls = FindAsync(domain, "_submission._tcp", ServerSecurity.StartTls, cancellationToken);
        await Task.WhenAll(incoming, incomingStartTls, submission, submissionStartTls).ConfigureAwait(false);
        return new FoundServers(
            await incoming.ConfigureAwait(false) ?? await incomingStartTls.ConfigureAwait(false),
            await submission.ConfigureAwait(false) ?? await submissionStartTls.ConfigureAwait(false));
    }

    /// <summary>Finds the provider that receives the mail of a domain.</summary>
    /// <returns>Null for a provider that is not known.</returns>
    /// <exception cref="MailDnsException">No name server answered.</exception>
    public async Task<KnownMailServer?> FindProviderAsync(string domain, CancellationToken cancellationToken) =>
        (await dns.FindExchangersAsync(domain, cancellationToken).ConfigureAwait(false))
            .OrderBy(record => record.Preference)
            .Select(record => KnownMailServers.OfMailExchanger(record.Host))
            .FirstOrDefault(server => server is not null);

    private async Task<FoundServer?> FindAsync(string domain, string service, ServerSecurity security, CancellationToken cancellationToken)
    {
        var records = await dns.FindServicesAsync($"{service}.{domain}", cancellationToken).ConfigureAwait(false);
        var usable = records.Where(record => record.Port > 0 && MailDomain.IsHostName(record.Target));
        return usable.OrderBy(record => record.Priority).ThenByDescending(record => record.Weight).FirstOrDefault() is { } best
            ? new FoundServer(
                new ServerAddress(best.Target.ToLowerInvariant(), best.Port, security), UserPlaceholders.Address, ServerSources.Records, ConfidenceIn(best.Target, domain))
            : null;
    }

    private static ServerConfidence ConfidenceIn(string host, string domain) =>
        MailDomain.Includes(domain, host) || KnownMailServers.IsHost(host) ? ServerConfidence.High : ServerConfidence.Low;
}
