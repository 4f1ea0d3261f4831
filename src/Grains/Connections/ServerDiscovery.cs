using EmailAgent.Grains.Identity;
using EmailAgent.Grains.SignIn;
using EmailAgent.Providers.Discovery;

namespace EmailAgent.Grains.Connections;

/// <summary>The discovery of the mail servers of addresses for users, a few of each user at a time, since domains of their choice are contacted.</summary>
internal sealed class ServerDiscovery(MailServerFinder finder, SignIns signIns)
{
    private const int MostPerUser = 3;
    private const int RetrySeconds = 10;

    private static readonly Problem TooMany = new(
        ProblemCodes.TooManyAttempts, "Too many searches for mail servers are running for this user; try again later.", RetryAfter: RetrySeconds);

    private readonly FairGate _gate = new(int.MaxValue, MostPerUser);

    public async Task<Outcome<DiscoveredServers>> DiscoverAsync(Guid userId, string email, CancellationToken cancellationToken)
    {
        if (!EmailSyntax.IsAddress(email))
        {
            return new Problem(ProblemCodes.Invalid, "email: Must be an e-mail address.", "email", ["Must be an e-mail address."]);
        }

        var found = await FindAsync(userId, email, cancellationToken);
        return found.Value is { } servers ? DiscoveryPolicy.Describe(servers, signIns.List()) : found.Problem!;
    }

    /// <summary>Names the mail server of a request that leaves it out.</summary>
    /// <returns>A refusal with <c>validation_failed</c>, <c>server_not_found</c> or <c>too_many_attempts</c>.</returns>
    public async Task<Outcome<ServerConnectionRequest>> CompleteAsync(Guid userId, ServerConnectionRequest request, CancellationToken cancellationToken)
    {
        if (request.Host is not null)
        {
            return request with { Username = request.Username ?? request.Email };
        }

        if ((request.Email ?? request.Username) is not { } email || !EmailSyntax.IsAddress(email))
        {
            const string Reason = "Required, unless email is an address whose mail server can be found.";
            return new Problem(ProblemCodes.Invalid, $"host: {Reason}", "host", [Reason]);
        }

        var found = await FindAsync(userId, email, cancellationToken);
        return found.Value is { } servers ? DiscoveryPolicy.Complete(request, servers) : found.Problem!;
    }

    private async Task<Outcome<FoundServers>> FindAsync(Guid userId, string email, CancellationToken cancellationToken)
    {
        using var place = _gate.TryEnter(userId);
        return place is null ? TooMany : await finder.FindAsync(email, cancellationToken);
    }
}
