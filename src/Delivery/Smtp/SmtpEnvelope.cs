using EmailAgent.Delivery.Smtp.Wire;

namespace EmailAgent.Delivery.Smtp;

/// <summary>Sender and recipients of a message, independent of its header.</summary>
/// <remarks>
/// Addresses are bare, without angle brackets and names. They must not contain control characters, brackets, or spaces outside
/// quotes (<see cref="ArgumentException"/>); all else is for the server to judge. Requests for delivery status notifications
/// are omitted if the server has no DSN (RFC 3461).
/// </remarks>
public sealed record SmtpEnvelope
{
    /// <summary>Gets the address for bounces; empty for messages that must not bounce.</summary>
    public required string Sender { get; init; }

    /// <summary>Gets the recipients, at least one.</summary>
    public required IReadOnlyList<SmtpRecipient> Recipients { get; init; }

    /// <summary>Sends to no recipient unless the server accepts all of them. Default: false.</summary>
    public bool AllOrNone { get; init; }

    /// <summary>Gets the part of the message that a failure notification returns (RET). Default: null, the server decides.</summary>
    public SmtpReturn? Return { get; init; }

    /// <summary>Identifier that notifications repeat (ENVID): printable ASCII. Default: null, none.</summary>
    public string? Id { get; init; }

    /// <summary>Demands TLS with a verified certificate on the whole way (REQUIRETLS, RFC 8689). Default: false.</summary>
    public bool RequireTls { get; init; }

    /// <summary>Fails for an envelope that can be sent nowhere.</summary>
    /// <exception cref="ArgumentException">No or too many recipients, or a value that cannot be sent.</exception>
    internal void Check(SmtpLimits limits)
    {
        if (Recipients is not { Count: > 0 } || Recipients.Count > limits.Recipients)
        {
            throw new ArgumentException("An envelope has at least one recipient, and not too many.");
        }

        EnvelopeText.CheckAddress(Sender, limits);
        if (Id is not null)
        {
            EnvelopeText.CheckWord(Id, limits.EnvelopeId);
        }

        foreach (var recipient in Recipients)
        {
            EnvelopeText.CheckAddress(recipient.Address, limits);
            if (recipient.Address.Length == 0)
            {
                throw new ArgumentException("A recipient has no address.");
            }
        }
    }
}
