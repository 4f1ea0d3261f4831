using System.Text;
using EmailAgent.Delivery.Smtp.Wire;
using MailKit.Net.Smtp;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>The requirements of a message and its envelope, compared with the server's extensions before anything is sent.</summary>
/// <param name="Size">Bytes; null if only sending determines them.</param>
/// <param name="EightBit">The message is sent with 8BITMIME.</param>
/// <param name="EightBitHeader">The header is in UTF-8 (RFC 6532).</param>
/// <param name="SevenBitOnly">A byte over 127 must stop the message, because only sending shows whether it has any.</param>
internal sealed record MessageNeeds(long? Size, bool EightBit, bool EightBitHeader, bool SevenBitOnly)
{
    /// <exception cref="SmtpUnsupportedException">The server lacks a requirement.</exception>
    public static MessageNeeds Of(SmtpEnvelope envelope, MessageTraits traits, MailKitClient server, bool isSecured)
    {
        var hasUtf8 = server.Capabilities.HasFlag(SmtpCapabilities.UTF8);
        var hasEightBit = server.Capabilities.HasFlag(SmtpCapabilities.EightBitMime);
        var addresses = envelope.Recipients.Select(r => r.Address).Append(envelope.Sender);
        var utf8 = traits.EightBitHeader == true || addresses.Any(a => EnvelopeText.ToAscii(a) is null);
        Require(SmtpRequirement.SmtpUtf8, !utf8 || hasUtf8, "The server takes no addresses or header fields in UTF-8.");
        Require(SmtpRequirement.EightBitMime, traits.EightBit != true || hasEightBit, "The server takes no 8-bit messages.");
        Require(SmtpRequirement.Size, server.MaxSize == 0 || !(traits.Size > server.MaxSize), "The message is larger than the server takes.");
        Require(
            SmtpRequirement.RequireTls,
            !envelope.RequireTls || (isSecured && server.Capabilities.HasFlag(SmtpCapabilities.RequireTLS)),
            "The server cannot demand TLS on the way.");
        var eightBit = (traits.EightBit ?? true) && hasEightBit;
        return new MessageNeeds(traits.Size, eightBit, traits.EightBitHeader == true, !eightBit);
    }

    /// <exception cref="InvalidDataException">The bytes must not be sent to this server.</exception>
    public void Check(ReadOnlySpan<byte> bytes)
    {
        if (SevenBitOnly && !Ascii.IsValid(bytes))
        {
            throw new InvalidDataException("The message has bytes over 127, and the server takes no 8-bit messages.");
        }
    }

    private static void Require(SmtpRequirement requirement, bool met, string message)
    {
        if (!met)
        {
            throw new SmtpUnsupportedException(requirement, message);
        }
    }
}
