using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Shares;
using EmailAgent.Providers;
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
    public Task<Problem?> VerifyAsync(Guid userId, string provider, string settings, string password, CancellationToken cancellationToken) =>
        opener.VerifyAsync(userId, provider, new MailboxAccount(settings, new PasswordCredentials(password)), cancellationToken);

    /// <summary>
    /// Has the connection that a repeated connect found run again: it may have been stored by a request that failed afterwards.
    /// </summary>
    public async Task ResumeTwinAsync(NewConnection wanted, InsertConnectionResult inserted, CancellationToken cancellationToken)
    {
        if (inserted == InsertConnectionResult.AlreadyConnected
            && await connections.FindAsync(wanted.UserId, wanted.Provider, wanted.AccountKey, cancellationToken) is { } id)
        {
            await grains.GetGrain<IMailboxGrain>(new MailboxId(wanted.UserId, id).ToString()).ResumeAsync();
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
        MailboxId id, MailboxWorker? worker, IReadOnlyList<string> emailIds, EmailEdit edit, CancellationToken cancellationToken) => RunAuditedAsync(
        worker,
        async (mailbox, stop) => await edits.RunAsync(id, mailbox, emailIds, edit, stop),
        EditAudit.OfMail(id, edit.Action, emailIds.Count),
        cancellationToken);

    public Task<Outcome<Label>> EditLabelAsync(MailboxId id, MailboxWorker? worker, LabelCommand command, CancellationToken cancellationToken) =>
        RunAuditedAsync(worker, (mailbox, stop) => labels.RunAsync(id, mailbox, command, stop), EditAudit.OfLabel(id, command), cancellationToken);

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

    public async Task<Outcome<MessageStretch>> ReadRawAsync(
        MailboxId id, MailboxWorker? worker, string messageId, long offset, int length, CancellationToken cancellationToken)
    {
        if (await LocateAsync(id, messageId, cancellationToken) is not { } message)
        {
            return MailboxEdits.NoSuchMessage;
        }

        var raw = await RunAsync(
            worker,
            async (mailbox, _, stop) =>
                await mailbox.Session.ReadRawAsync(MailboxEdits.ToRemote(message), offset, length, stop) is { } stretch ? new MessageStretch(stretch.Content, stretch.IsLast) : null,
            cancellationToken);
        return raw.Problem is { } problem ? problem : raw.Value is { } found ? found : MailboxEdits.MessageGone;
    }

    private static Problem Unavailable(string detail) => new(ProblemCodes.MailboxUnavailable, detail);

    /// <summary>Runs a command that is audited where it ends, since it goes on when its caller is answered that it takes too long.</summary>
    /// <param name="worker">Null when there is none.</param>
    /// <param name="run">The command.</param>
    /// <param name="toEntry">Makes the entry of an outcome; null where nothing is audited.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    private async Task<Outcome<T>> RunAuditedAsync<T>(
        MailboxWorker? worker,
        Func<OpenMailbox, CancellationToken, Task<Outcome<T>>> run,
        Func<Outcome<T>, AuditEntry>? toEntry,
        CancellationToken cancellationToken)
        where T : class
    {
        var command = new AuditedCommand<T>(run, outcome => toEntry is null ? Task.CompletedTask : WriteAsync(toEntry(outcome)));
        var reason = Unavailable("The caller has gone.");
        try
        {
            var ran = await RunAsync<Outcome<T>>(worker, command.RunAsync, cancellationToken);
            reason = ran.Problem ?? reason;
            return ran.Value ?? ran.Problem!;
        }
        finally
        {
            await command.AbandonAsync(reason);
        }
    }

    private async Task WriteAsync(AuditEntry entry)
    {
        try
        {
            await audit.WriteAsync(entry, CancellationToken.None);
        }
        catch (Npgsql.NpgsqlException)
        {
            await audit.RecordAsync(entry, CancellationToken.None); // the edit is done, so that the session must not end for it
        }
    }

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
