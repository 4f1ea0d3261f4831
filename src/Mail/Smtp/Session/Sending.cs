namespace EmailAgent.Mail.Smtp.Session;

/// <summary>Checks, plans and runs the sending of one message.</summary>
internal static class Sending
{
    public static async Task<SmtpSendResult> RunAsync(
        SmtpSession session, SmtpEnvelope envelope, SmtpMessage message, CancellationToken cancellationToken)
    {
        TransactionPlan.Check(envelope, session.Options.Limits);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            using var turn = session.Enter();
            var traits = await message.ScanAsync(session.Options.Limits.Block, cancellationToken).ConfigureAwait(false);
            var isSecured = session.Endpoint.Security != SmtpSecurity.None;
            var plan = TransactionPlan.Make(
                envelope, traits, message.IsBinary, session.Capabilities, isSecured, session.Options.PreferChunking);
            return await new Transaction(session, envelope, message, plan).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpException e)
        {
            return new SmtpSendResult
            {
                Outcome = SmtpOutcome.NotSent,
                Recipients = [.. envelope.Recipients.Select(r => new SmtpRecipientResult(r, SmtpOutcome.NotSent, null))],
                Failure = e,
            };
        }
    }
}
