using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Secrets;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>Opens sessions by the connection's provider, not too many at a time: after a restart all mailboxes want one.</summary>
internal sealed class MailboxOpener(
    IEnumerable<IMailboxProvider> providers, SecretProtector secrets, TokenServices tokens, IOptions<MailboxOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Whoever has not opened by then mostly waits, for a server that is silent or a second attempt, and keeps nobody else out any more.</summary>
    private static readonly TimeSpan LongestPlace = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _gate = new(options.Value.ConcurrentOpens);

    /// <summary>The names of the providers there are.</summary>
    public IReadOnlyList<string> Providers { get; } = [.. providers.Select(provider => provider.Name)];

    /// <exception cref="ProviderException">The server could not be reached, spoke nonsense, or refused the login.</exception>
    public Task<IMailboxSession> OpenAsync(StoredConnection connection, int failures, CancellationToken cancellationToken) =>
        OpenAsync(connection.Provider, Account(connection) with { Failures = failures }, cancellationToken);

    /// <summary>What the connection's provider needs to know, with its secret in clear or the means to get a token.</summary>
    public MailboxAccount Account(StoredConnection connection) => new(connection.Settings, Credentials(connection));

    public async Task<IMailboxSession> OpenAsync(string provider, MailboxAccount account, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        Task<IMailboxSession> opening;
        try
        {
            opening = providers.First(candidate => candidate.Name == provider).OpenAsync(account, cancellationToken);
            using var passed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(opening, Task.Delay(LongestPlace, time, passed.Token));
            await passed.CancelAsync();
        }
        finally
        {
            _gate.Release();
        }

        return await opening;
    }

    /// <summary>Logs in and out again.</summary>
    /// <returns>Null when the login worked.</returns>
    public async Task<Problem?> VerifyAsync(string provider, MailboxAccount account, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Value.CommandTimeout);
        try
        {
            await using var session = await OpenAsync(provider, account, deadline.Token);
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

    private MailboxCredentials Credentials(StoredConnection connection) => OAuthService.For(connection.Provider) is { } service
        ? new TokenCredentials(new ConnectionTokens(new MailboxId(connection.UserId, connection.Id), service, tokens))
        : new PasswordCredentials(secrets.Unprotect(SecretProtector.ConnectionPassword, connection.Secret));

    public void Dispose() => _gate.Dispose();
}
