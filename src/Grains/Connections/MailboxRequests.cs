using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>The requests of callers to a mailbox's session, as typed outcomes: edits of its messages and labels, and reads from its server.</summary>
internal sealed class MailboxRequests(
    MailboxEdits edits, MailboxLabels labels, MailboxAttachments attachments, MessageLocator locator, AuditTrail audit, IOptions<MailboxOptions> options)
{
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
                await mailbox.Session.ReadRawAsync(message.Remote, offset, length, stop) is { } stretch ? new MessageStretch(stretch.Content, stretch.IsLast) : null,
            cancellationToken);
        return raw.Problem is { } problem ? problem : raw.Value is { } found ? found : MailboxEdits.MessageGone;
    }

    private static Problem Unavailable(string detail) => new(ConnectionProblems.MailboxUnavailable, detail);

    /// <summary>Runs a command that is audited where it ends, since it continues after its caller received a timeout.</summary>
    /// <param name="worker">The worker; null when there is none.</param>
    /// <param name="toEntry">Creates the entry of an outcome; null where nothing is audited.</param>
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
    /// Runs a command on the worker's session, with one token for the end of the caller's wait and one for the end of the session. The
    /// outcome has neither value nor problem when the message is gone.
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
        deadline.CancelAfter(options.Value.CommandTimeout);
        try
        {
            return new Outcome<T>(await worker.CommandAsync((mailbox, stop) => run(mailbox, deadline.Token, stop), deadline.Token), null);
        }
        catch (ProviderException failure) when (failure.Failure == ProviderFailure.TooLarge)
        {
            return new Problem(MailProblems.TooLargeToRead, failure.Message);
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
        Ids.TryParse(messageId, out var message)
        && await locator.LocateAsync(id.UserId, message, cancellationToken) is { } found
        && found.ConnectionId == id.ConnectionId
            ? found
            : null;
}
