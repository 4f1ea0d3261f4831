using System.Runtime.CompilerServices;
using EmailAgent.Providers.Discovery.Autoconfig;
using EmailAgent.Providers.Discovery.Guesses;
using EmailAgent.Providers.Discovery.Records;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Discovery;

/// <summary>
/// The search for the mail servers of an address: large providers, SRV records, the provider that receives the domain's mail, the
/// configuration that the domain publishes, and likely names. It sends no password, and only the domain of the address.
/// </summary>
public sealed class MailServerFinder
{
    private readonly ServerRecords _records;
    private readonly AutoconfigClient _autoconfig;
    private readonly ServerGuesses _guesses;
    private readonly FoundServerCache _cache;
    private readonly DiscoveryOptions _options;
    private readonly TimeProvider _time;

    internal MailServerFinder(
        ServerRecords records, AutoconfigClient autoconfig, ServerGuesses guesses, FoundServerCache cache, IOptions<DiscoveryOptions> options, TimeProvider time) =>
        (_records, _autoconfig, _guesses, _cache, _options, _time) = (records, autoconfig, guesses, cache, options.Value, time);

    /// <summary>Finds the servers of an address.</summary>
    /// <returns>Without servers for a domain of which none are found.</returns>
    public async Task<FoundServers> FindAsync(string address, CancellationToken cancellationToken)
    {
        if (MailDomain.Of(address) is not { } domain)
        {
            return FoundServers.None;
        }

        if (KnownMailServers.OfDomain(domain) is { } known)
        {
            return known.ToFound(ServerSources.Provider).For(address);
        }

        return _options.Lookups ? (await FindInNetworkAsync(domain, cancellationToken).ConfigureAwait(false)).For(address) : FoundServers.None;
    }

    /// <summary>Finds the submission server of a mailbox whose server is known.</summary>
    /// <param name="incomingHost">The host that the mailbox is read from.</param>
    /// <param name="address">The address of its owner.</param>
    /// <returns>Null when none is found.</returns>
    public async Task<FoundServer?> FindSubmissionAsync(string incomingHost, string address, CancellationToken cancellationToken)
    {
        if (KnownMailServers.OfImapHost(incomingHost, MailDomain.Of(address) ?? "") is { } known)
        {
            return known.ToFound(ServerSources.Provider).For(address).Submission;
        }

        var found = await FindAsync(address, cancellationToken).ConfigureAwait(false);
        if (found.Submission is { } submission && BelongsTogether(found.Incoming, submission, incomingHost, address))
        {
            // The host of the mailbox knows the password already.
            return IsHost(submission, incomingHost) ? submission with { Confidence = ServerConfidence.High } : submission;
        }

        return _options.Lookups
            ? await _guesses.FindAsync(MailProtocol.Smtp, ServerGuesses.SubmissionBeside(incomingHost), cancellationToken).ConfigureAwait(false)
            : null;
    }

    // The password belongs to the provider of the mailbox. The servers of another one must not receive it because the address has its domain.
    private static bool BelongsTogether(FoundServer? incoming, FoundServer submission, string incomingHost, string address) =>
        (incoming is not null && IsHost(incoming, incomingHost))
        || IsHost(submission, incomingHost)
        || (MailDomain.Of(address) is { } domain && MailDomain.Includes(domain, incomingHost) && MailDomain.Includes(domain, submission.Address.Host));

    private static bool IsHost(FoundServer server, string host) => server.Address.Host.Equals(host, StringComparison.OrdinalIgnoreCase);

    private async Task<FoundServers> FindInNetworkAsync(string domain, CancellationToken cancellationToken)
    {
        if (_cache.Find(domain) is { } kept)
        {
            return kept;
        }

        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var found = FoundServers.None;
        try
        {
            await foreach (var more in AskAsync(domain, either.Token).ConfigureAwait(false))
            {
                found = found.Merge(more);
                if (found.IsSettled)
                    break;
            }

            found = await GuessAsync(domain, found, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The caller waits for what there is.
        }

        _cache.Keep(domain, found);
        return found;
    }

    private async IAsyncEnumerable<FoundServers> AskAsync(
        string domain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await OrNoneAsync(_records.FindAsync(domain, cancellationToken)).ConfigureAwait(false);
        yield return (await OrNullAsync(_records.FindProviderAsync(domain, cancellationToken)).ConfigureAwait(false))?.ToFound(ServerSources.Exchangers) ?? FoundServers.None;
        yield return await _autoconfig.FindAsync(domain, cancellationToken).ConfigureAwait(false) ?? FoundServers.None;
    }

    /// <summary>Tries likely names for the servers that are missing.</summary>
    private async Task<FoundServers> GuessAsync(string domain, FoundServers found, CancellationToken cancellationToken)
    {
        var incoming = found.Incoming is null ? TryAsync(MailProtocol.Imap) : Task.FromResult<FoundServer?>(found.Incoming);
        var submission = found.Submission is null ? TryAsync(MailProtocol.Smtp) : Task.FromResult<FoundServer?>(found.Submission);
        await Task.WhenAll(incoming, submission).ConfigureAwait(false);
        return found with { Incoming = await incoming.ConfigureAwait(false), Submission = await submission.ConfigureAwait(false) };

        Task<FoundServer?> TryAsync(MailProtocol protocol) => _guesses.FindAsync(protocol, ServerGuesses.Of(protocol, domain), cancellationToken);
    }

    private static async Task<FoundServers> OrNoneAsync(Task<FoundServers> query) => await OrNullAsync(query).ConfigureAwait(false) ?? FoundServers.None;

    // A failure of the DNS leaves the other sources, and the result is kept for a short time only, since it is not settled.
    private static async Task<T?> OrNullAsync<T>(Task<T> query)
        where T : class?
    {
        try
        {
            return await query.ConfigureAwait(false);
        }
        catch (MailDnsException)
        {
            return null;
        }
    }
}
