using EmailAgent.Delivery.Smtp;
using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Imap;

namespace EmailAgent.Providers.Sending;

/// <summary>The way out of IMAP mailboxes: submission by SMTP, over the submission server of their settings.</summary>
internal sealed class SmtpSubmitter(SmtpConnector connector, SubmissionPool pool) : IMailSubmitter
{
    public string Provider => ImapProvider.ProviderName;

    public bool CanSend(string settings) => ImapAccountSettings.Parse(settings).Smtp is not null;

    public long? LargestMessage(string settings) => ImapAccountSettings.Parse(settings).Smtp?.LargestMessage;

    public async Task<SubmitResult> SubmitAsync(MailboxAccount account, MailToSubmit mail, CancellationToken cancellationToken)
    {
        var settings = ImapAccountSettings.Parse(account.Settings);
        if (settings.Smtp is not { } way)
        {
            return SubmitResult.ForAll(SubmitFate.Refused, mail, "The mailbox has no submission server, so that it can only be read.");
        }

        if (account.Credentials is not PasswordCredentials credentials)
        {
            throw new ArgumentException("An IMAP mailbox is opened with a password.", nameof(account));
        }

        try
        {
            var result = await SubmitAsync(way, credentials.SubmissionPassword ?? credentials.Password, mail, cancellationToken).ConfigureAwait(false);
            return SmtpResults.Of(result, KnownMailServers.FilesSentMail(settings));
        }
        catch (SmtpException failure)
        {
            return SmtpResults.Of(failure, mail);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidDataException)
        {
            // An exception of the library means that the message was surely sent to no recipient.
            return SubmitResult.ForAll(SubmitFate.Refused, mail, $"The message cannot be sent by SMTP: {failure.Message}");
        }
    }

    private async Task<SmtpSendResult> SubmitAsync(SmtpAccountSettings way, string password, MailToSubmit mail, CancellationToken cancellationToken)
    {
        var key = SubmissionKey.Of(way, password);
        var envelope = new SmtpEnvelope { Sender = mail.Sender, Recipients = [.. mail.Recipients.Select(address => new SmtpRecipient(address))] };
        if (pool.Take(key) is { } kept)
        {
            var result = await SendAsync(kept, key, envelope, mail, cancellationToken).ConfigureAwait(false);
            if (!SmtpResults.IsStale(result))
            {
                return result;
            }
        }

        var client = await connector.OpenAsync(way, password, cancellationToken).ConfigureAwait(false);
        return await SendAsync(client, key, envelope, mail, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SmtpSendResult> SendAsync(SubmissionClient client, SubmissionKey key, SmtpEnvelope envelope, MailToSubmit mail, CancellationToken cancellationToken)
    {
        try
        {
            var result = await client.SendAsync(envelope, new SmtpMessage(mail.Message), cancellationToken).ConfigureAwait(false);
            await pool.ReturnAsync(key, client).ConfigureAwait(false);
            return result;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
