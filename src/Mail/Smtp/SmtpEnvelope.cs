namespace EmailAgent.Mail.Smtp;

/// <summary>From whom to whom a message goes, whatever its header says.</summary>
/// <remarks>
/// Addresses are bare, without angle brackets and names. They must not contain control characters, brackets, or spaces outside
/// quotes (<see cref="ArgumentException"/>); all else is for the server to judge. Requests for delivery status notifications
/// are left out where the server has no DSN (RFC 3461).
/// </remarks>
public sealed record SmtpEnvelope
{
    /// <summary>Where bounces go; empty for messages that must not bounce.</summary>
    public required string Sender { get; init; }

    /// <summary>To whom, at least one.</summary>
    public required IReadOnlyList<SmtpRecipient> Recipients { get; init; }

    /// <summary>Sends to nobody unless the server accepts every recipient. Default: false.</summary>
    public bool AllOrNone { get; init; }

    /// <summary>How much of the message a notification of failure returns (RET). Default: null, the server decides.</summary>
    public SmtpReturn? Return { get; init; }

    /// <summary>Identifier that notifications repeat (ENVID): printable ASCII. Default: null, none.</summary>
    public string? Id { get; init; }

    /// <summary>Demands TLS with a verified certificate on the whole way (REQUIRETLS, RFC 8689). Default: false.</summary>
    public bool RequireTls { get; init; }
}
