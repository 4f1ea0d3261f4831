namespace EmailAgent.Providers.Discovery.Guesses;

/// <summary>The names under which servers of a domain are likely, most likely first, and the search among them.</summary>
internal sealed class ServerGuesses(IServerProbe probe)
{
    private const string IncomingLabel = "imap.";
    private const string SubmissionLabel = "smtp.";

    /// <summary>Finds the first of some servers that answers; all are tried at the same time.</summary>
    /// <returns>Null when none answers.</returns>
    public async Task<FoundServer?> FindAsync(MailProtocol protocol, IReadOnlyList<ServerAddress> likely, CancellationToken cancellationToken)
    {
        using var found = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var attempts = likely.Select(address => (Address: address, Answers: TryAsync(protocol, address, found.Token))).ToList();
        FoundServer? first = null;
        foreach (var (address, answers) in attempts)
        {
            if (first is null && await answers.ConfigureAwait(false))
            {
                first = new FoundServer(address, UserPlaceholders.Address, ServerSources.Guess, ServerConfidence.Medium);
                await found.CancelAsync().ConfigureAwait(false);
            }
        }

        await Task.WhenAll(attempts.Select(attempt => attempt.Answers)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return first;
    }

    /// <summary>Lists the likely submission servers of a mailbox: its own host, and the one beside it, as <c>smtp.example.org</c> is to <c>imap.example.org</c>.</summary>
    public static IReadOnlyList<ServerAddress> SubmissionBeside(string incomingHost)
    {
        string[] hosts = incomingHost.StartsWith(IncomingLabel, StringComparison.OrdinalIgnoreCase) && MailDomain.IsHostName(incomingHost[IncomingLabel.Length..])
            ? [$"{SubmissionLabel}{incomingHost[IncomingLabel.Length..]}", incomingHost]
            : [incomingHost];
        return [.. hosts.SelectMany(host => new ServerAddress[] { new(host, 465, ServerSecurity.Tls), new(host, 587, ServerSecurity.StartTls) })];
    }

    /// <summary>Lists the likely servers of a domain.</summary>
    public static IReadOnlyList<ServerAddress> Of(MailProtocol protocol, string domain) => protocol == MailProtocol.Imap
        ?
        [
            new($"imap.{domain}", 993, ServerSecurity.Tls),
            new($"mail.{domain}", 993, ServerSecurity.Tls),
            new(domain, 993, ServerSecurity.Tls),
            new($"imap.{domain}", 143, ServerSecurity.StartTls),
            new($"mail.{domain}", 143, ServerSecurity.StartTls),
        ]
        :
        [
            new($"smtp.{domain}", 465, ServerSecurity.Tls),
            new($"mail.{domain}", 465, ServerSecurity.Tls),
            new(domain, 465, ServerSecurity.Tls),
            new($"smtp.{domain}", 587, ServerSecurity.StartTls),
            new($"mail.{domain}", 587, ServerSecurity.StartTls),
        ];

    private async Task<bool> TryAsync(MailProtocol protocol, ServerAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return await probe.AnswersAsync(protocol, address, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false; // A better one answered, or the caller has gone, which the search reports.
        }
    }
}
