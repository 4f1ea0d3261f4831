using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Secrets;
using EmailAgent.Grains.SignIn;
using EmailAgent.Providers;
using EmailAgent.Providers.Memory;
using EmailAgent.Providers.OAuth;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// The opening of sessions, a limited number at a time: after a restart all mailboxes need one. Users take turns, and none occupies all
/// slots. A slot is released after a short time while the opening continues, so the openings of a user are limited, too.
/// </summary>
internal sealed class MailboxOpener(
    IEnumerable<IMailboxProvider> providers,
    SecretProtector secrets,
    Func<MailboxId, OAuthService, ConnectionTokens> newTokens,
    IOptions<MailboxOptions> options,
    TimeProvider time)
{
    /// <summary>Time after which an opening mostly waits, for a silent server or a second attempt, and releases its slot.</summary>
    private static readonly TimeSpan LongestPlace = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait for a slot; with the time for the server it is less than a grain call may take.</summary>
    private static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(8);

    private static readonly Problem Busy = new(ProblemCodes.Unavailable, "Too many mailboxes are being connected; try again.");

    private static readonly Problem TooMany = new(
        ProblemCodes.TooManyAttempts, "Too many of this user's mailboxes are being connected; try again later.");

    private readonly FairGate _connects = new(int.MaxValue, Math.Max(1, options.Value.OpeningsPerUser / 2));
    private readonly FairGate _reopens = new(int.MaxValue, Math.Max(1, options.Value.OpeningsPerUser / 2));
    private readonly ByteBudget _memory = new(options.Value.FetchedBytes, options.Value.FetchedBytesPerUser);

    private readonly VerifiedSessions _verified = new(time);

    private readonly FairGate _gate = new(options.Value.ConcurrentOpens, options.Value.ConcurrentOpensPerUser);

    /// <summary>Returns the names of the registered providers.</summary>
    public IReadOnlyList<string> Providers { get; } = [.. providers.Select(provider => provider.Name)];

    /// <summary>
    /// Opens a session when it is the user's turn, however long that takes; uses the session of <see cref="ConnectAsync"/> if there is one.
    /// </summary>
    /// <exception cref="ProviderException">The server could not be reached, broke the protocol, or refused the login.</exception>
    public async Task<IMailboxSession> OpenAsync(StoredConnection connection, int failures, CancellationToken cancellationToken)
    {
        if (_verified.Take(connection.Id) is { } verified)
        {
            return verified;
        }

        // First of all, since a secret that cannot be read must not take a place for good.
        var account = Account(connection) with { Failures = failures, Memory = new FetchShare(_memory, connection.UserId) };
        using var underWay = await _reopens.EnterAsync(connection.UserId, isUrgent: false, cancellationToken);
        var place = await _gate.EnterAsync(connection.UserId, isUrgent: false, cancellationToken);
        return await OpenAsync(place, connection.Provider, account, cancellationToken);
    }

    /// <summary>Returns the settings and credentials that the connection's provider needs, decrypted or with a source of tokens.</summary>
    public MailboxAccount Account(StoredConnection connection) => new(connection.Settings, Credentials(connection));

    /// <summary>Logs in and out again.</summary>
    /// <returns>Null when the login worked.</returns>
    public async Task<Problem?> VerifyAsync(Guid userId, string provider, MailboxAccount account, CancellationToken cancellationToken)
    {
        var opened = await TryOpenAsync(userId, provider, account, cancellationToken);
        if (opened.Value is { } session)
        {
            await session.DisposeAsync();
        }

        return opened.Problem;
    }

    /// <summary>Logs in to a new mailbox, and keeps the session for its worker, which the same grain starts in this process next.</summary>
    /// <returns>Null when the login worked.</returns>
    public Task<Problem?> ConnectAsync(MailboxId id, string provider, MailboxAccount account, CancellationToken cancellationToken)
    {
        // Like the worker, the session is no part of the request, nor of its trace.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => OpenForWorkerAsync(id, provider, account, cancellationToken), CancellationToken.None);
        }
    }

    /// <summary>Closes the session of <see cref="ConnectAsync"/> when the mailbox was not stored.</summary>
    public Task AbandonAsync(MailboxId id) => _verified.CloseAsync(id.ConnectionId);

    private async Task<Problem?> OpenForWorkerAsync(MailboxId id, string provider, MailboxAccount account, CancellationToken cancellationToken)
    {
        var opened = await TryOpenAsync(id.UserId, provider, account with { Memory = new FetchShare(_memory, id.UserId) }, cancellationToken);
        if (opened.Value is { } session)
        {
            _verified.Keep(id.ConnectionId, session);
        }

        return opened.Problem;
    }

    /// <summary>Logs in for a caller that waits. The time in our queue does not count as the server's.</summary>
    private async Task<Outcome<IMailboxSession>> TryOpenAsync(Guid userId, string provider, MailboxAccount account, CancellationToken cancellationToken)
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
            return new Outcome<IMailboxSession>(await OpenAsync(place, provider, account, either.Token), null);
        }
        catch (ProviderException refusal)
        {
            return new Problem(MailboxPolicy.ErrorCode(refusal.Failure), refusal.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Problem(ConnectionProblems.ConnectionFailed, "The mail server did not answer in time.");
        }
    }

    /// <summary>Enters the queue for a slot.</summary>
    /// <returns>Null when no slot was free in time.</returns>
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

    private MailboxCredentials Credentials(StoredConnection connection) => ProviderCatalog.For(connection.Provider)?.SignIn is { } service
        ? new TokenCredentials(newTokens(new MailboxId(connection.UserId, connection.Id), service))
        : new PasswordCredentials(secrets.Unprotect(ConnectionStore.PasswordPurpose, connection.Secret))
        {
            SubmissionPassword = connection.SubmissionSecret.Length > 0 ? secrets.Unprotect(ConnectionStore.SubmissionPurpose, connection.SubmissionSecret) : null,
        };
}
