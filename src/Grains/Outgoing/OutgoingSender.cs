using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Outgoing;

/// <summary>
/// The transmission of one message. That it is being sent is stored before the first byte leaves, so that an attempt which ends with its process is
/// never repeated without proof that it had no effect.
/// </summary>
internal sealed partial class OutgoingSender(
    OutgoingQueue queue,
    OutgoingContents contents,
    OutgoingGate gate,
    OutgoingRecorder recorder,
    ConnectionStore connections,
    MailboxOpener opener,
    SenderCatalog senders,
    IOptions<OutgoingOptions> options,
    TimeProvider time,
    ILogger<OutgoingSender> logger)
{
    private readonly ILogger<OutgoingSender> _logger = logger;

    /// <summary>Makes one attempt and records its outcome.</summary>
    /// <param name="mail">A message that is claimed.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="pacing">Learns of the outcome.</param>
    /// <param name="abort">Ends the attempt; what is not transmitted by then is due again at once.</param>
    public async Task AttemptAsync(OutgoingRow mail, Guid claim, OutgoingPacing pacing, CancellationToken abort)
    {
        if (mail.Attempts == 1)
            OutgoingMetrics.ReportLateness(time.GetUtcNow() - mail.FirstDueAt);
        var began = time.GetTimestamp();
        using var ended = new CancellationTokenSource();
        var renewing = RenewAsync(mail, claim, ended.Token);
        try
        {
            var result = await SubmitAsync(mail, abort);
            if (result is not null)
            {
                OutgoingMetrics.ReportAttempt(result.Fate, time.GetElapsedTime(began));
                pacing.Report(result, time.GetUtcNow());
            }

            await RecordAsync(mail, claim, result, abort);
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
        }
    }

    /// <summary>Releases a message that is claimed and was surely not transmitted.</summary>
    public Task ReleaseAsync(OutgoingRow mail, Guid claim, CancellationToken abort) => RecordAsync(mail, claim, result: null, abort);

    private async Task RecordAsync(OutgoingRow mail, Guid claim, SubmitResult? result, CancellationToken abort)
    {
        var (now, jitter) = (time.GetUtcNow(), Random.Shared.NextDouble());
        await recorder.RecordAsync(
            mail,
            current => (current.Claim == claim && current.State == OutgoingStates.Sending, result) switch
            {
                (true, null) => OutgoingPolicy.Released(current, now),
                (true, { } known) => OutgoingPolicy.After(current, known, options.Value, now, jitter),
                (false, null) => null,
                (false, { } known) => OutgoingPolicy.Corrected(current, mail.Attempts, known, options.Value, now),
            },
            abort);
    }

    /// <returns>Null if the attempt was abandoned, and surely nothing was sent.</returns>
    private async Task<SubmitResult?> SubmitAsync(OutgoingRow mail, CancellationToken abort)
    {
        var toSubmit = new MailToSubmit(mail.MessageIdField, mail.Sender, OutgoingPolicy.Pending(mail), default);
        try
        {
            using var place = await gate.EnterLargeAsync(mail, abort);
            if (await connections.GetAsync(mail.UserId, mail.ConnectionId, abort) is not { } connection)
                return SubmitResult.ForAll(SubmitFate.Refused, toSubmit, "The mailbox is disconnected.");
            if (senders.For(connection.Provider) is not { } submitter || !submitter.CanSend(connection.Settings))
                return SubmitResult.ForAll(SubmitFate.Refused, toSubmit, "The mailbox has no way to send; it can only be read.");
            toSubmit = toSubmit with { Message = await contents.ReadAsync(mail.UserId, mail.MessageBlob, abort) };
            var account = opener.Account(connection);
            return await TransmitAsync(submitter, account, toSubmit, mail.Id, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error)
        {
            LogNotPrepared(error, mail.Id);
            return SubmitResult.ForAll(SubmitFate.Deferred, toSubmit, "The message could not be prepared; it is tried again.");
        }
    }

    private async Task<SubmitResult?> TransmitAsync(
        IMailSubmitter submitter, MailboxAccount account, MailToSubmit mail, Guid id, CancellationToken abort)
    {
        try
        {
            return await submitter.SubmitAsync(account, mail, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return null; // Nothing was sent: an interrupted transmission is a result.
        }
        catch (Exception error)
        {
            LogBroke(error, id);
            return SubmitResult.ForAll(SubmitFate.Unknown, mail, "An internal error interrupted the transmission.");
        }
    }

    /// <summary>Renews the lease until the attempt has ended. A lost lease does no harm: no other process transmits the message meanwhile.</summary>
    private async Task RenewAsync(OutgoingRow mail, Guid claim, CancellationToken ended)
    {
        var lease = options.Value.Lease;
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(lease / 3, time, ended);
                if (!await queue.RenewAsync(mail, claim, time.GetUtcNow() + lease, ended))
                    return;
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogNotRenewed(error, mail.Id);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Outgoing message {MailId} could not be prepared; it is tried again")]
    private partial void LogNotPrepared(Exception error, Guid mailId);

    [LoggerMessage(2, LogLevel.Error, "The transmission of outgoing message {MailId} broke; its outcome is unknown")]
    private partial void LogBroke(Exception error, Guid mailId);

    [LoggerMessage(3, LogLevel.Warning, "The lease of outgoing message {MailId} could not be renewed")]
    private partial void LogNotRenewed(Exception error, Guid mailId);
}
