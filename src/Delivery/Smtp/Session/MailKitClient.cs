using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>
/// MailKit's client, which sends a message as it is stored, and continues when the server refuses a recipient. It speaks the protocol; the
/// outcome comes from the <see cref="Dialogue"/>, because its exceptions are the same before and after the end of the message.
/// </summary>
internal sealed class MailKitClient : SmtpClient
{
    private SmtpEnvelope? _envelope;
    private Dictionary<MailboxAddress, SmtpRecipient>? _recipients;
    private FormatOptions? _format;
    private long? _size;

    /// <summary>Sends a message once. Replies are the dialogue's; this throws for every refusal but that of some recipients.</summary>
    public async Task SubmitAsync(SmtpEnvelope envelope, SmtpAddresses addresses, WireMessage message, CancellationToken cancellationToken)
    {
        (_envelope, _recipients, _size) = (envelope, addresses.Options, message.Size);
        RequireTLS = envelope.RequireTls;
        DeliveryStatusNotificationType = envelope.Return switch
        {
            SmtpReturn.Full => DeliveryStatusNotificationType.Full,
            SmtpReturn.Headers => DeliveryStatusNotificationType.HeadersOnly,
            _ => DeliveryStatusNotificationType.Unspecified,
        };
        var options = FormatOptions.Default.Clone();
        options.International = message.HasEightBitHeader;
        // No stored message should have these. If one does, no recipient sees them.
        options.HiddenHeaders.Add(HeaderId.Bcc);
        options.HiddenHeaders.Add(HeaderId.ResentBcc);
        await SendAsync(options, message.Content, addresses.Sender, addresses.Recipients, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps the message as it is: MailKit would choose encodings anew.</summary>
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength) => _format = options;

    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) => Task.FromResult(_size ?? -1);

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        base.OnSenderAccepted(message, mailbox, response);
        // SMTPUTF8 has been requested. From here on the option would make MailKit format the header anew.
        _format!.International = false;
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if (_envelope!.AllOrNone)
        {
            base.OnRecipientNotAccepted(message, mailbox, response);
        }
    }

    protected override string? GetEnvelopeId(MimeMessage message) => _envelope!.Id;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox)
        => _recipients!.TryGetValue(mailbox, out var recipient) && recipient.Notify is { } notify ? (DeliveryStatusNotification)(int)notify : null;
}
