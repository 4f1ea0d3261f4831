using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Shares;
using EmailAgent.Grains.SignIn;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Grains.Connections;

/// <summary>The actions of an owner on a mailbox's connection, as typed outcomes.</summary>
internal sealed class MailboxActions(
    ConnectionStore connections, MailboxOpener opener, TokenRevocations revocations, EventAnnouncer announcer, ShareAudience audience,
    IEnumerable<ISubmissionFinder> finders, IGrainFactory grains)
{
    /// <summary>Verifies the submission server of a mailbox that is being connected, or finds one. Without one the mailbox can only be read.</summary>
    /// <returns>The settings with the result.</returns>
    public Task<string> FindWayOutAsync(string provider, string email, string settings, PasswordCredentials credentials, CancellationToken cancellationToken) =>
        FinderOf(provider)?.CompleteAsync(new MailboxAccount(settings, credentials), email, cancellationToken) ?? Task.FromResult(settings);

    /// <summary>Verifies the submission server of a mailbox by a login.</summary>
    /// <returns>The settings with the result; or the refusal.</returns>
    public async Task<Outcome<string>> VerifyWayOutAsync(string provider, string settings, PasswordCredentials credentials, CancellationToken cancellationToken)
    {
        try
        {
            return new Outcome<string>(
                FinderOf(provider) is { } finder ? await finder.VerifyAsync(new MailboxAccount(settings, credentials), cancellationToken) : settings, null);
        }
        catch (ProviderException refusal)
        {
            return new Problem(MailboxPolicy.ErrorCode(refusal.Failure), refusal.Message, "smtp");
        }
    }

    /// <summary>Tries a login; returns null when it succeeds.</summary>
    public Task<Problem?> VerifyAsync(Guid userId, string provider, string settings, string password, CancellationToken cancellationToken) =>
        opener.VerifyAsync(userId, provider, new MailboxAccount(settings, new PasswordCredentials(password)), cancellationToken);

    /// <summary>Logs in to a new mailbox and keeps the session for its worker; returns null when the login succeeds.</summary>
    public Task<Problem?> ConnectAsync(MailboxId id, string provider, string settings, string password, CancellationToken cancellationToken) =>
        opener.ConnectAsync(id, provider, new MailboxAccount(settings, new PasswordCredentials(password)), cancellationToken);

    /// <summary>Ends the session of a mailbox that was not stored.</summary>
    public Task AbandonAsync(MailboxId id) => opener.AbandonAsync(id);

    /// <summary>Resumes the connection that a repeated request found: it may have been stored by a request that failed afterwards.</summary>
    public async Task ResumeTwinAsync(NewConnection wanted, InsertConnectionResult inserted, CancellationToken cancellationToken)
    {
        if (inserted == InsertConnectionResult.AlreadyConnected
            && await connections.FindAsync(wanted.UserId, wanted.Provider, wanted.AccountKey, cancellationToken) is { } id)
        {
            await grains.GetGrain<IMailboxGrain>(new MailboxId(wanted.UserId, id).ToString()).ResumeAsync();
        }
    }

    private ISubmissionFinder? FinderOf(string provider) => finders.FirstOrDefault(finder => finder.Provider == provider);

    /// <returns>False when there is no such connection.</returns>
    public async Task<bool> MarkDeletingAsync(MailboxId id, CancellationToken cancellationToken)
    {
        var readers = await audience.ListOfAsync(id.UserId, cancellationToken); // after the deletion, nothing shows the readers
        if (await connections.MarkDeletingAsync(id.UserId, id.ConnectionId, id.Audited(ConnectionActions.Disconnect), cancellationToken) is null)
        {
            return false;
        }

        await revocations.WakeAsync();
        await announcer.AnnounceAsync(id.UserId);
        await audience.RefreshAsync(readers);
        return true;
    }
}
