using System.Globalization;
using System.Text;
using EmailAgent.Mail.Smtp.Wire;

namespace EmailAgent.Mail.Smtp.Commands;

/// <summary>MAIL and RCPT (RFC 5321 sections 4.1.1.2 and 4.1.1.3) with the parameters of the extensions in use.</summary>
internal sealed class EnvelopeCommands(SmtpEnvelope envelope, SmtpCapabilities capabilities, bool utf8)
{
    public string Mail(MessageTraits traits, string? body)
    {
        var line = new StringBuilder("MAIL FROM:<").Append(Address(envelope.Sender)).Append('>');
        Add(line, body is not null, "BODY=", body);
        Add(line, utf8, "SMTPUTF8");
        Add(line, capabilities.Size && traits.Size is not null, "SIZE=", traits.Size?.ToString(CultureInfo.InvariantCulture));
        Add(line, capabilities.Dsn && envelope.Return is not null, "RET=", envelope.Return == SmtpReturn.Full ? "FULL" : "HDRS");
        Add(line, capabilities.Dsn && envelope.Id is not null, "ENVID=", EnvelopeText.XText(envelope.Id ?? ""));
        Add(line, envelope.RequireTls, "REQUIRETLS");
        return line.ToString();
    }

    public string Recipient(SmtpRecipient recipient)
    {
        var line = new StringBuilder("RCPT TO:<").Append(Address(recipient.Address)).Append('>');
        Add(line, capabilities.Dsn && recipient.Notify is not null, "NOTIFY=", Notify(recipient.Notify ?? default));
        Add(line, capabilities.Dsn && recipient.Original is not null, "ORCPT=", EnvelopeText.OriginalRecipient(recipient.Original ?? ""));
        return line.ToString();
    }

    private static void Add(StringBuilder line, bool wanted, string name, string? value = null)
    {
        if (wanted)
        {
            line.Append(' ').Append(name).Append(value);
        }
    }

    private static string Notify(SmtpNotify notify)
        => notify == SmtpNotify.Never ? "NEVER" : notify.ToString().Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private string Address(string address) => utf8 ? address : EnvelopeText.ToAscii(address) ?? address;
}
