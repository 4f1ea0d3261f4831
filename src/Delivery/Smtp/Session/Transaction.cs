using MailKit;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>One attempt to send one message.</summary>
internal sealed class Transaction(SubmissionSession session, SmtpEnvelope envelope, SmtpMessage message)
{
    private readonly SmtpAddresses _addresses = new(envelope);
    private bool _begun;

    private Dialogue Dialogue => session.Dialogue;

    /// <exception cref="OperationCanceledException">Cancelled before the end of the message was written.</exception>
    /// <exception cref="InvalidDataException">The message cannot be sent as it is.</exception>
    public async Task<SmtpSendResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var turn = session.Enter();
            Dialogue.Begin();
            _begun = true;
            using var deadline = new CancellationTokenSource(session.Options.TransactionTimeout, session.Options.TimeProvider);
            session.Connection.Deadline = deadline.Token;
            try
            {
                return await SendAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                session.Connection.Deadline = CancellationToken.None;
            }
        }
        catch (SmtpException e)
        {
            return _begun ? Result(e) : NotBegun(e);
        }
    }

    private async Task<SmtpSendResult> SendAsync(CancellationToken cancellationToken)
    {
        var limits = session.Options.Limits;
        var traits = await message.ScanAsync(limits.Block, cancellationToken).ConfigureAwait(false);
        var needs = MessageNeeds.Of(envelope, traits, session.Client, session.IsSecured);
        var stored = await WireMessage.OpenAsync(message, needs, limits, cancellationToken).ConfigureAwait(false);
        await using var disposal = stored.ConfigureAwait(false);
        try
        {
            await session.Client.SubmitAsync(envelope, _addresses, stored, cancellationToken).ConfigureAwait(false);
            return Result(null);
        }
        catch (Exception e) when (e is CommandException or ServiceNotAuthenticatedException)
        {
            // The server refused; its replies are known. The connection can have ended after them.
            return Result(session.Connection.Failure is SmtpConnectionException { Stage: SmtpStage.Closed } ? null : session.Connection.Failure);
        }
        catch (Exception e) when (e is ProtocolException or NotSupportedException or ServiceNotConnectedException)
        {
            return Result(session.Connection.Fail(new SmtpProtocolException("The server does not keep to the protocol.", e)));
        }
        catch (Exception e) when (e is not SmtpException && Dialogue.Outcome != SmtpOutcome.NotSent)
        {
            return Result(session.Connection.Fail(new SmtpConnectionException(SmtpStage.Cancelled, "Cancelled before the server's reply.", e)));
        }
        catch (Exception e) when (e is not SmtpException)
        {
            // Cancelled, or the message could not be read: the server still waits for the rest.
            session.Connection.Fail(new SmtpConnectionException(SmtpStage.Cancelled, "The message was not sent to its end.", e));
            throw;
        }
    }

    private SmtpSendResult NotBegun(SmtpException failure) => new()
    {
        Outcome = SmtpOutcome.NotSent,
        Recipients = [.. envelope.Recipients.Select(recipient => new SmtpRecipientResult(recipient, SmtpOutcome.NotSent, null))],
        Failure = failure,
    };

    private SmtpSendResult Result(SmtpException? failure)
    {
        var reply = Dialogue.Decisive ?? (failure as SmtpConnectionException)?.Reply;
        return new SmtpSendResult
        {
            Outcome = Dialogue.Outcome,
            Recipients = [.. envelope.Recipients.Select((recipient, i) => Result(recipient, Dialogue.Recipient(_addresses.Slot(i)), reply))],
            Reply = reply,
            Failure = failure,
        };
    }

    private SmtpRecipientResult Result(SmtpRecipient recipient, SmtpReply? own, SmtpReply? reply)
        => own is { IsPositive: true } ? new(recipient, Dialogue.Outcome, reply) : new(recipient, SmtpOutcome.NotSent, own ?? reply);
}
