using EmailAgent.Providers;
using EmailAgent.Providers.Memory;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Secrets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>
/// Opens sessions by the connection's provider, not too many at a time: after a restart all mailboxes want one. Users take turns, and none
/// takes all places. A place is given up after a short time, and the opening goes on; so there is a bound on the openings of a user, too.
/// </summary>
internal sealed class MailboxOpener(
    IEnumerable<IMailboxProvider> providers, SecretProtector secrets, TokenServices tokens, IOptions<MailboxOptions> options, TimeProvider time)
{
    /// <summary>After this time an opening mostly waits, for a silent server or a second attempt, and leaves its place to others.</summary>
    private static readonly TimeSpan LongestPlace = TimeSpan.FromSeconds(2);

    /// <summary>With the time for the server, less than a grain call may take.</summary>
    private static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(8);

    private static readonly Problem Busy = new(ProblemCodes.Unavailable, "Too many mailboxes are being connected; try again.");

    private static readonly Problem TooMany = new(
        ProblemCodes.TooManyAttempts, "Too many of this user's mailboxes are being connected; try again later.");

    private readonly FairGate _connects = new(int.MaxValue, Math.Max(1, options.Value.OpeningsPerUser / 2));
    private readonly FairGate _reopens = new(int.MaxValue, Math.Max(1, options.Value.OpeningsPerUser / 2));
    private readonly ByteBudget _memory = new(options.Value.FetchedBytes, options.Value.FetchedBytesPerUser);

    private readonly FairGate _gate = new(options.Value.ConcurrentOpens, options.Value.ConcurrentOpensPerUser);

    /// <summary>The names of the providers there are.</summary>
    public IReadOnlyList<string> Providers { get; } = [.. providers.Select(provider => provider.Name)];

    /// <summary>Opens a session when it is the user's turn, however long that takes.</summary>
    /// <exception cref="ProviderException">The server could not be reached, spoke nonsense, or refused the login.</exception>
    public async Task<IMailboxSession> OpenAsync(StoredConnection connection, int failures, CancellationToken cancellationToken)
    {
        // First of all, since a secret that cannot be read must not take a place for good.
        var account = Account(connection) with { Failures = failures, Memory = new FetchShare(_memory, connection.UserId) };
        using var underWay = await _reopens.EnterAsync(connection.UserId, isUrgent: false, cancellationToken);
        var place = await _gate.EnterAsync(connection.UserId, isUrgent: false, cancellationToken);
        return await OpenAsync(place, connection.Provider, account, cancellationToken);
    }

    /// <summary>What the connection's provider needs to know, with its secret in clear or the means to get a token.</summary>
    public MailboxAccount Account(StoredConnection connection) => new(connection.Settings, Credentials(connection));

    /// <summary>Logs in and out again. The time in our queue is not the server's.</summary>
    /// <returns>Null when the login worked.</returns>
    public async Task<Problem?> VerifyAsync(Guid userId, string provider, MailboxAccount account, CancellationToken cancellationToken)
    {
        using var underWay = _connects.TryEnter(userId);
        if (underWay is null)
        {
            return TooMany;
        }

        if (await TryEnterAsync(userId, cancellationToken) is not { } place)
        {
            return Busy;
        }

        using var deadline = new CancellationTokenSource(options.Value.CommandTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await using var session = await OpenAsync(place, provider, account, either.Token);
            return null;
        }
        catch (ProviderException refusal)
        {
            return new Problem(MailboxPolicy.ErrorCode(refusal.Failure), refusal.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Problem(ProblemCodes.ConnectionFailed, "The mail server did not answer in time.");
        }
    }

    /// <returns>Null when there was no place in time.</returns>
    private async Task<IDisposable?> TryEnterAsync(Guid userId, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LongestQueue, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await _gate.EnterAsync(userId, isUrgent: true, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<IMailboxSession> OpenAsync(IDisposable place, string provider, MailboxAccount account, CancellationToken cancellationToken)
    {
        Task<IMailboxSession> opening;
        using (place)
        {
            opening = providers.First(candidate => candidate.Name == provider).OpenAsync(account, cancellationToken);
            using var passed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(opening, Task.Delay(LongestPlace, time, passed.Token));
            await passed.CancelAsync();
        }

        return await opening;
    }

    private MailboxCredentials Credentials(StoredConnection connection) => OAuthService.For(connection.Provider) is { } service
        ? new TokenCredentials(new ConnectionTokens(new MailboxId(connection.UserId, connection.Id), service, tokens))
        : new PasswordCredentials(secrets.Unprotect(SecretProtector.ConnectionPassword, connection.Secret));
}
