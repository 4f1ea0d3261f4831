using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Grains.Composition;

/// <summary>
/// The identities of mailboxes: those of the user, and those that the provider keeps. These are read again after some time; while the
/// provider cannot be reached, those that were read last apply. Can wait for the provider, so it is not to be called within the turn of a
/// grain.
/// </summary>
internal sealed partial class MailIdentities(
    MailIdentityStore store, SenderCatalog senders, MailboxOpener opener, TimeProvider time, ILogger<MailIdentities> logger)
{
    /// <summary>The age up to which identities of a provider are listed without a look at the provider.</summary>
    public static readonly TimeSpan ListedAge = TimeSpan.FromMinutes(1);

    /// <summary>The age up to which identities of a provider are used for sending.</summary>
    public static readonly TimeSpan UsedAge = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    private readonly ILogger<MailIdentities> _logger = logger;

    /// <summary>Lists all identities of a mailbox, the default one first.</summary>
    /// <param name="connection">The mailbox.</param>
    /// <param name="maxAge">The age up to which what the provider stated is current.</param>
    /// <param name="cancellationToken">Covers the reads.</param>
    public async Task<IReadOnlyList<MailIdentity>> ListAsync(StoredConnection connection, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(connection.UserId, connection.Id, cancellationToken);
        if (senders.IdentitiesOf(connection.Provider) is { } source && !(stored.ReadAt > time.GetUtcNow() - maxAge)
            && await RefreshAsync(source, connection, cancellationToken))
        {
            stored = await store.ReadAsync(connection.UserId, connection.Id, cancellationToken);
        }

        return MailIdentityPolicy.Complete(connection, stored);
    }

    /// <returns>True if the stored identities were replaced.</returns>
    private async Task<bool> RefreshAsync(IIdentitySource source, StoredConnection connection, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(LongestRead, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var stated = await source.ListAsync(opener.Account(connection), either.Token);
            var readable = stated.Select(MailIdentityPolicy.Read).OfType<MailIdentity>();
            await store.ReplaceStatedAsync(
                connection.UserId, connection.Id, [.. readable.DistinctBy(identity => identity.Email, StringComparer.OrdinalIgnoreCase)], cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is ProviderException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnread(connection.Id, failure);
            return false;
        }
    }
}
