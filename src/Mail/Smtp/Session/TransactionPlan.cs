using System.Text;
using EmailAgent.Mail.Smtp.Commands;
using EmailAgent.Mail.Smtp.Wire;

namespace EmailAgent.Mail.Smtp.Session;

/// <summary>
/// How a message will go to this server, decided before anything is sent. Where the server lacks something, a way without it
/// is taken if that changes nothing for the recipient; else the message is refused here.
/// </summary>
internal sealed record TransactionPlan
{
    public required string Mail { get; init; }

    /// <summary>One command for each recipient, in order.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>True for BDAT, false for DATA.</summary>
    public required bool Chunked { get; init; }

    /// <summary>True if a byte over 127 must stop the message, since only sending it will tell whether it has any.</summary>
    public required bool SevenBitOnly { get; init; }

    /// <summary>Fails for an envelope that can be sent nowhere.</summary>
    /// <exception cref="ArgumentException">No or too many recipients, or a value that cannot be sent.</exception>
    public static void Check(SmtpEnvelope envelope, SmtpLimits limits)
    {
        if (envelope.Recipients is not { Count: > 0 } || envelope.Recipients.Count > limits.Recipients)
        {
            throw new ArgumentException("An envelope has at least one recipient, and not too many.", nameof(envelope));
        }

        EnvelopeText.CheckAddress(envelope.Sender, limits);
        if (envelope.Id is not null)
        {
            EnvelopeText.CheckWord(envelope.Id, limits.EnvelopeId);
        }

        foreach (var recipient in envelope.Recipients)
        {
            EnvelopeText.CheckAddress(recipient.Address, limits);
            EnvelopeText.CheckAddress(recipient.Original ?? "", limits);
            if (recipient.Address.Length == 0)
            {
                throw new ArgumentException("A recipient has no address.", nameof(envelope));
            }
        }
    }

    /// <exception cref="SmtpUnsupportedException">The server lacks what this needs.</exception>
    public static TransactionPlan Make(
        SmtpEnvelope envelope, MessageTraits traits, bool binary, SmtpCapabilities capabilities, bool isSecured, bool preferChunking)
    {
        var utf8 = NeedsUtf8(envelope, traits, capabilities);
        Require(SmtpRequirement.SmtpUtf8, !utf8 || capabilities.SmtpUtf8, "The server takes no addresses or header fields in UTF-8.");
        Require(SmtpRequirement.BinaryMime, !binary || capabilities.BinaryMime, "The server takes no binary messages.");
        Require(SmtpRequirement.EightBitMime, binary || traits.EightBit != true || capabilities.EightBitMime, "The server takes no 8-bit messages.");
        Require(SmtpRequirement.Size, !(traits.Size > capabilities.MaximumSize), "The message is larger than the server takes.");
        Require(SmtpRequirement.RequireTls, !envelope.RequireTls || (capabilities.RequireTls && isSecured), "The server cannot demand TLS on the way.");
        var eightBit = traits.EightBit ?? true;
        var commands = new EnvelopeCommands(envelope, capabilities, utf8);
        var body = binary ? "BINARYMIME" : eightBit && capabilities.EightBitMime ? "8BITMIME" : null;
        return new TransactionPlan
        {
            Mail = commands.Mail(traits, body),
            Recipients = [.. envelope.Recipients.Select(commands.Recipient)],
            Chunked = binary || (preferChunking && capabilities.Chunking),
            SevenBitOnly = body is null,
        };
    }

    private static bool NeedsUtf8(SmtpEnvelope envelope, MessageTraits traits, SmtpCapabilities capabilities)
    {
        var addresses = envelope.Recipients.Select(r => r.Address).Append(envelope.Sender);
        return traits.EightBitHeader == true
            || addresses.Any(a => capabilities.SmtpUtf8 ? !Ascii.IsValid(a) : EnvelopeText.ToAscii(a) is null);
    }

    private static void Require(SmtpRequirement requirement, bool met, string message)
    {
        if (!met)
        {
            throw new SmtpUnsupportedException(requirement, message);
        }
    }
}
