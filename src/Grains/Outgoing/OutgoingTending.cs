using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Outgoing;

/// <summary>
/// The work after a transmission, on the mailbox's session: to find out an outcome that is unknown, and to have the copy in the folder for sent mail
/// exactly once. Both search that folder for the Message-ID first.
/// </summary>
internal sealed partial class OutgoingTending(
    OutgoingQueue queue,
    OutgoingContents contents,
    OutgoingRecorder recorder,
    ConnectionStore connections,
    SenderCatalog senders,
    IOptions<OutgoingOptions> options,
    TimeProvider time,
    ILogger<OutgoingTending> logger)
{
    private const int MostCopyAttempts = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ILogger<OutgoingTending> _logger = logger;

    /// <summary>Searches for a message whose last attempt has not recorded its outcome.</summary>
    /// <param name="mail">A message that is claimed.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="worker">The worker of the mailbox; null if there is none.</param>
    /// <param name="stop">Ends the search.</param>
    public async Task SettleAsync(OutgoingRow mail, Guid claim, MailboxWorker? worker, CancellationToken stop)
    {
        var isFound = await FindAsync(mail, worker, stop);
        var isForAll = isFound == true && await TakesAllOrNoneAsync(mail, stop);
        var now = time.GetUtcNow();
        await recorder.RecordAsync(
            mail,
            current => current.Claim != claim || current.State != OutgoingStates.Sending ? null
                : isFound == true ? OutgoingPolicy.Found(OutgoingPolicy.Interrupted(current, now), options.Value, now, isForAll)
                : OutgoingPolicy.NotFound(OutgoingPolicy.Interrupted(current, now), options.Value, now, isReachable: isFound is not null),
            stop);
    }

    /// <summary>Saves the copy of a sent message, unless it is there.</summary>
    public async Task SaveCopyAsync(OutgoingRow mail, MailboxWorker? worker, CancellationToken stop)
    {
        var isFound = await FindAsync(mail, worker, stop);
        var now = time.GetUtcNow();
        var waited = now - (mail.SentAt ?? now);
        if (isFound == true)
        {
            await RecordAsync(mail, mail.CopyAttempts > 0 ? SentCopies.Product : SentCopies.Server, stop);
            worker?.Wake(); // The server reports changes of this folder only if it has NOTIFY.
        }
        else if (waited > options.Value.SaveCopyFor || mail.CopyAttempts >= MostCopyAttempts)
        {
            await RecordAsync(mail, SentCopies.Failed, stop);
        }
        else if (isFound is null || worker is null)
        {
            await queue.PostponeCopyAsync(mail, now + OutgoingPolicy.CopyDelay(waited), stop);
        }
        else if (waited < options.Value.ServerCopyTime && await queue.GetLastCopyAsync(mail.Mailbox, stop) != SentCopies.Product)
        {
            var left = options.Value.ServerCopyTime - waited;
            var wait = OutgoingPolicy.CopyDelay(waited);
            await queue.PostponeCopyAsync(mail, now + (wait < left ? wait : left), stop);
        }
        else if (await queue.BeginCopyAsync(mail, now, now + Longer(OutgoingPolicy.CopyDelay(waited), options.Value.Lease), stop))
        {
            if (await AppendAsync(mail, worker, stop))
                await RecordAsync(mail, SentCopies.Product, stop);
            else
                await queue.PostponeCopyAsync(mail, time.GetUtcNow() + OutgoingPolicy.CopyDelay(waited), stop);
        }
    }

    private async Task<bool> TakesAllOrNoneAsync(OutgoingRow mail, CancellationToken stop) =>
        await connections.GetAsync(mail.UserId, mail.ConnectionId, stop) is { } connection && senders.For(connection.Provider) is { TakesAllOrNone: true };

    // A worker of another process that searches meanwhile would not find the copy yet.
    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <returns>Null if the folder could not be searched.</returns>
    private async Task<bool?> FindAsync(OutgoingRow mail, MailboxWorker? worker, CancellationToken stop)
    {
        if (worker is null)
            return null;
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            return await worker.CommandAsync(
                async (mailbox, ending) => (await mailbox.Session.FindAsync(mailbox.Copy, mail.MessageIdField, MessageToAppend.Sent, ending)).Count > 0, either.Token);
        }
        catch (ProviderException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <returns>False if the copy was not saved for certain; a later search shows whether it was.</returns>
    private async Task<bool> AppendAsync(OutgoingRow mail, MailboxWorker worker, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            var content = await contents.ReadAsync(mail.UserId, mail.CopyBlob ?? mail.MessageBlob, stop);
            var message = new MessageToAppend(MessageToAppend.Sent, content, [@"\Seen"], mail.SentAt ?? mail.CreatedAt, Replaces: null);
            if (!await worker.CommandAsync((mailbox, ending) => AppendAsync(mailbox, message, ending), either.Token))
                worker.Wake();
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            LogNotSaved(error, mail.Id);
            return false;
        }
    }

    /// <returns>False if the copy of the mailbox has to find the message by itself.</returns>
    private static async Task<bool> AppendAsync(OpenMailbox mailbox, MessageToAppend message, CancellationToken stop)
    {
        var outcome = await mailbox.Session.AppendAsync(mailbox.Copy, message, stop);
        foreach (var changes in outcome.Changes)
            await mailbox.Writer.WriteAsync(changes, stop);
        await mailbox.Writer.FlushAsync(stop);
        return outcome.Changes.Count > 0;
    }

    private Task RecordAsync(OutgoingRow mail, string sentCopy, CancellationToken stop) => recorder.RecordAsync(
        mail, current => current.SentCopy == SentCopies.Pending ? current with { SentCopy = sentCopy } : null, stop);

    [LoggerMessage(1, LogLevel.Warning, "The copy of outgoing message {MailId} was not saved in the folder for sent mail; it is tried again")]
    private partial void LogNotSaved(Exception error, Guid mailId);
}
