using EmailAgent.Delivery.Smtp;
using Microsoft.Extensions.Options;

namespace EmailAgent.Delivery.Notices;

/// <summary>Submits to the configured server, over a connection of its own: such mails are few.</summary>
public sealed class SmtpNoticeSender(IOptions<NoticeOptions> options, TimeProvider time) : INoticeSender
{
    // Much shorter than SMTP allows: it is tried again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<NoticeReceipt> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            var client = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using var closing = client.ConfigureAwait(false);
            var receipt = await SendAsync(client, notice, cancellationToken).ConfigureAwait(false);
            await client.QuitAsync(cancellationToken).ConfigureAwait(false);
            return receipt;
        }
        catch (SmtpException failure)
        {
            // Also a refused login: that is the configuration's fault, and may be mended before the mail is too old.
            return new NoticeReceipt(NoticeFate.Later, Describe(failure));
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidDataException)
        {
            return new NoticeReceipt(NoticeFate.Refused, "The address cannot be used with SMTP.");
        }
    }

    private async Task<SubmissionClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var (server, waits) = (options.Value, new SubmissionOptions
        {
            ConnectTimeout = Patience,
            CommandTimeout = Patience,
            BlockTimeout = Patience,
            DeliveryTimeout = 2 * Patience,
            TransactionTimeout = 10 * Patience,
            AllowPlainToRemote = options.Value.AllowPlainToRemote,
            TimeProvider = time,
        });
        var client = await SubmissionClient.ConnectAsync(new SmtpEndpoint(server.Host, server.Port, server.Security), waits, cancellationToken).ConfigureAwait(false);
        try
        {
            if (server.Username.Length > 0)
                await client.AuthenticateAsync(SubmissionCredentials.Password(server.Username, server.Password), cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<NoticeReceipt> SendAsync(SubmissionClient client, Notice notice, CancellationToken cancellationToken)
    {
        var from = options.Value.From;
        var envelope = new SmtpEnvelope { Sender = from, Recipients = [notice.To] };
        var message = await NoticeMessage.ToBytesAsync(notice, from, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var result = await client.SendAsync(envelope, new SmtpMessage(message), cancellationToken).ConfigureAwait(false);
        if (result.Outcome == SmtpOutcome.Sent)
            return NoticeReceipt.Sent;
        var reply = result.Recipients[0].Reply ?? result.Reply;
        return reply switch
        {
            { IsPermanent: true } => new NoticeReceipt(NoticeFate.Refused, $"Refused permanently with {Codes(reply)}."),
            not null => new NoticeReceipt(NoticeFate.Later, $"Refused for now with {Codes(reply)}."),
            null => new NoticeReceipt(NoticeFate.Later, result.Failure is { } failure ? Describe(failure) : "The server did not report the outcome."),
        };
    }

    // Not the exception's message: it contains the server's text, and servers repeat addresses and secrets.
    private static string Describe(SmtpException failure) => failure switch
    {
        SmtpCommandException refused => $"{refused.Command} was refused with {Codes(refused.Reply)}.",
        SmtpConnectionException { Reply: { } reply } ended => $"The connection failed ({ended.Stage}) with {Codes(reply)}.",
        SmtpConnectionException broken => $"The connection failed ({broken.Stage}).",
        SmtpUnsupportedException lacking => $"The server does not offer what is needed ({lacking.Requirement}).",
        _ => "The server does not keep to the protocol.",
    };

    private static string Codes(SmtpReply reply) => reply.Status is { } status ? $"{reply.Code} {status}" : $"{reply.Code}";
}
