using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Shares;
using EmailAgent.Providers;
using EmailAgent.Providers.Imap;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>What a mailbox's owner can have done with it, as typed outcomes.</summary>
internal sealed class MailboxActions(
    ConnectionStore connections, MailboxOpener opener, TokenRevocations revocations, EventAnnouncer announcer,
    ShareAudience audience, MailboxEdits edits, MailboxLabels labels, MailboxAttachments attachments, MailboxServices services, AuditTrail audit, IGrainFactory grains)
{
    /// <summary>Tries a login; null when it works.</summary>
    public Task<Problem?> VerifyAsync(Guid userId, ImapAccountSettings settings, string password, CancellationToken cancellationToken) =>
        opener.VerifyAsync(userId, ImapProvider.ProviderName, new MailboxAccount(settings.ToJson(), new PasswordCredentials(password)), cancellationToken);

    public Task<Problem?> VerifyAsync(StoredConnection stored, string password, CancellationToken cancellationToken) =>
        opener.VerifyAsync(stored.UserId, stored.Provider, new MailboxAccount(stored.Settings, new PasswordCredentials(password)), cancellationToken);

    /// <summary>
    /// Has the connection that a repeated connect found run again: it may have been stored by a request that failed afterwards.
    /// </summary>
    public async Task ResumeTwinAsync(Guid userId, ImapAccountSettings settings, InsertConnectionResult inserted, CancellationToken cancellationToken)
    {
        if (inserted == InsertConnectionResult.AlreadyConnected
            && await connections.FindAsync(userId, ImapProvider.ProviderName, settings.AccountKey(), cancellationToken) is { } id)
        {
            await grains.GetGrain<IMailboxGrain>(new MailboxId(userId, id).ToString()).ResumeAsync();
        }
    }

    /// <returns>False when there is no such connection.</returns>
    public async Task<bool> MarkDeletingAsync(MailboxId id, CancellationToken cancellationToken)
    {
        var readers = await audience.ListOfAsync(id.UserId, cancellationToken); // afterwards, nothing may tell
        if (await connections.MarkDeletingAsync(id.UserId, id.ConnectionId, id.Audited(AuditActions.Disconnect), cancellationToken) is null)
        {
            return false;
        }

        await revocations.WakeAsync();
        await announcer.AnnounceAsync(id.UserId);
        await audience.RefreshAsync(readers);
        return true;
    }

    public Task<Outcome<EditReport>> EditAsync(
        MailboxId id, MailboxWorker? worker, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken) =>
        RunAsync<EditReport>(worker, async (mailbox, _, stop) => await edits.RunAsync(id, mailbox, emailIds, edit, stop), cancellationToken);

    public async Task<Outcome<Label>> EditLabelAsync(MailboxId id, MailboxWorker? worker, LabelCommand command, CancellationToken cancellationToken)
    {
        var run = await RunAsync<Outcome<Label>>(worker, async (mailbox, _, stop) => await labels.RunAsync(id, mailbox, command, stop), cancellationToken);
        var outcome = run.Value ?? run.Problem!;
        await audit.WriteAsync(ToEntry(id, command, outcome), CancellationToken.None);
        return outcome;
    }

    public async Task<Outcome<AttachmentStretch>> ReadAttachmentAsync(MailboxId id, MailboxWorker? worker, AttachmentRead read, CancellationToken cancellationToken)
    {
        if (await attachments.FindAsync(id, read.MessageId, read.AttachmentId, cancellationToken) is not { } attachment
            || await LocateAsync(id, read.MessageId, cancellationToken) is not { } message)
        {
            return MailboxAttachments.NoSuchAttachment;
        }

        var content = await RunAsync(
            worker, (mailbox, caller, stop) => MailboxAttachments.ReadAsync(mailbox, message, attachment, read, caller, stop), cancellationToken);
        return content.Problem is { } problem ? problem : content.Value is { } found ? found : MailboxEdits.MessageGone;
    }

    public async Task<Outcome<RawPart>> ReadRawAsync(
        MailboxId id, MailboxWorker? worker, string messageId, long offset, int length, CancellationToken cancellationToken)
    {
        if (await LocateAsync(id, messageId, cancellationToken) is not { } message)
        {
            return MailboxEdits.NoSuchMessage;
        }

        var raw = await RunAsync(
            worker,
            async (mailbox, _, stop) =>
                await mailbox.Session.ReadRawAsync(MailboxEdits.ToRemote(message), offset, length, stop) is { } stretch ? new RawPart(stretch.Content, stretch.IsLast) : null,
            cancellationToken);
        return raw.Problem is { } problem ? problem : raw.Value is { } found ? found : MailboxEdits.MessageGone;
    }

    private static AuditEntry ToEntry(MailboxId id, LabelCommand command, Outcome<Label> outcome)
    {
        var action = command.LabelId is null ? AuditActions.CreateLabel : command.Path is null ? AuditActions.DeleteLabel : AuditActions.RenameLabel;
        var entry = (command.LabelId ?? outcome.Value?.Id) is { } label ? id.Audited(action, ("label", label)) : id.Audited(action);
        return entry with { Outcome = outcome.Value is null ? AuditOutcome.Failed : AuditOutcome.Succeeded };
    }

    private static Problem Unavailable(string detail) => new(ProblemCodes.MailboxUnavailable, detail);

    /// <summary>
    /// Runs a command on the worker's session, with a token for when the caller has gone and one that ends the session; the outcome has neither
    /// value nor problem when the message is gone.
    /// </summary>
    private async Task<Outcome<T>> RunAsync<T>(
        MailboxWorker? worker, Func<OpenMailbox, CancellationToken, CancellationToken, Task<T?>> run, CancellationToken cancellationToken)
        where T : class
    {
        if (worker is null)
        {
            return Unavailable("The mailbox is not connected.");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(services.Options.CommandTimeout);
        try
        {
            return new Outcome<T>(await worker.CommandAsync((mailbox, stop) => run(mailbox, deadline.Token, stop), deadline.Token), null);
        }
        catch (ProviderException failure) when (failure.Failure == ProviderFailure.TooLarge)
        {
            return new Problem(ProblemCodes.TooLargeToRead, failure.Message);
        }
        catch (ProviderException failure)
        {
            return Unavailable(failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable("The mail server did not answer in time.");
        }
    }

    private async Task<MessageLocation?> LocateAsync(MailboxId id, string messageId, CancellationToken cancellationToken) =>
        Guid.TryParseExact(messageId, "N", out var message)
        && await services.Locator.LocateAsync(id.UserId, message, cancellationToken) is { } found
        && found.ConnectionId == id.ConnectionId
            ? found
            : null;
}
