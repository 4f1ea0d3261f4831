using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Providers;
using EmailAgent.Providers.Imap;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Mail;

namespace EmailAgent.Grains.Connections;

/// <summary>What a mailbox's owner can have done with it, as typed outcomes.</summary>
internal sealed class MailboxActions(
    ConnectionStore connections, MailboxOpener opener, TokenRevocations revocations, EventAnnouncer announcer, MailboxServices services)
{
    /// <summary>Tries a login; null when it works.</summary>
    public Task<Problem?> VerifyAsync(ImapAccountSettings settings, string password, CancellationToken cancellationToken) =>
        opener.VerifyAsync(ImapProvider.ProviderName, new MailboxAccount(settings.ToJson(), new PasswordCredentials(password)), cancellationToken);

    public Task<Problem?> VerifyAsync(StoredConnection stored, string password, CancellationToken cancellationToken) =>
        opener.VerifyAsync(stored.Provider, new MailboxAccount(stored.Settings, new PasswordCredentials(password)), cancellationToken);

    /// <returns>False when there is no such connection.</returns>
    public async Task<bool> MarkDeletingAsync(MailboxId id, CancellationToken cancellationToken)
    {
        if (await connections.MarkDeletingAsync(id.UserId, id.ConnectionId, cancellationToken) is not { } seq)
        {
            return false;
        }

        revocations.Wake();
        await announcer.AnnounceAsync(id.UserId, seq);
        return true;
    }

    public async Task<Outcome<Done>> SetFlagsAsync(
        MailboxId id, MailboxWorker? worker, string messageId, FlagChanges changes, CancellationToken cancellationToken)
    {
        var (add, remove) = FlagNames(changes);
        if (await LocateAsync(id, messageId, cancellationToken) is not { } message)
        {
            return NoSuchMessage;
        }

        var edited = await RunAsync(
            worker, (mailbox, stop) => EditAsync(mailbox, [Remote(message)], new FlagEdit(add, remove), stop), cancellationToken);
        if (edited.Problem is { } problem)
        {
            return problem;
        }

        return edited.Value![0] switch
        {
            EditResult.Done => Done.Value,
            EditResult.Gone => MessageGone,
            _ => Unavailable("The mail server refused the change."),
        };
    }

    public async Task<Outcome<RawMessage>> ReadRawAsync(
        MailboxId id, MailboxWorker? worker, string messageId, CancellationToken cancellationToken)
    {
        if (await LocateAsync(id, messageId, cancellationToken) is not { } message)
        {
            return NoSuchMessage;
        }

        var raw = await RunAsync(
            worker,
            async (mailbox, stop) => await mailbox.Session.ReadRawAsync(Remote(message), stop) is { } content ? new RawMessage(content) : null,
            cancellationToken);
        return raw.Problem is { } problem ? problem : raw.Value is { } found ? found : MessageGone;
    }

    private static Problem NoSuchMessage => new(ProblemCodes.NotFound, "There is no such message.");

    private static Problem MessageGone => new(ProblemCodes.MessageGone, "The message is no longer on the mail server.");

    private static Problem Unavailable(string detail) => new(ProblemCodes.MailboxUnavailable, detail);

    /// <summary>Runs a command on the worker's session; the outcome has neither value nor problem when the message is gone.</summary>
    private async Task<Outcome<T>> RunAsync<T>(
        MailboxWorker? worker, Func<OpenMailbox, CancellationToken, Task<T?>> run, CancellationToken cancellationToken)
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
            return new Outcome<T>(await worker.CommandAsync(run, deadline.Token), null);
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

    private static RemoteLocation Remote(MessageLocation message) => message switch
    {
        Storage.Mail.PlacedLocation place => new Providers.PlacedLocation(place.LabelRef, place.Cursor, place.Uid),
        Storage.Mail.LabelledLocation labelled => new Providers.LabelledLocation(labelled.RemoteId),
        _ => throw new ArgumentException("A message has a place or an id.", nameof(message)),
    };

    /// <summary>Edits on the server and in our copy, which agree when this returns.</summary>
    private static async Task<IReadOnlyList<EditResult>?> EditAsync(
        OpenMailbox mailbox, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken stop)
    {
        var outcome = await mailbox.Session.EditAsync(mailbox.Copy, messages, edit, stop);
        await mailbox.Writer.WriteAsync(outcome.Changes, stop);
        if (outcome.NeedsPull)
        {
            await foreach (var changes in mailbox.Session.PullAsync(mailbox.Copy, PullScope.All, stop))
            {
                await mailbox.Writer.WriteAsync(changes, stop);
            }
        }

        await mailbox.Writer.FlushAsync(stop);
        return outcome.Results;
    }

    private static (string[] Add, string[] Remove) FlagNames(FlagChanges changes)
    {
        (string Name, bool? Wanted)[] flags = [(@"\Seen", changes.IsRead), (@"\Flagged", changes.IsStarred)];
        return (
            [.. flags.Where(flag => flag.Wanted == true).Select(flag => flag.Name)],
            [.. flags.Where(flag => flag.Wanted == false).Select(flag => flag.Name)]);
    }
}
