namespace EmailAgent.Delivery.Smtp;

/// <summary>A recipient of a message.</summary>
/// <param name="Address">Bare address.</param>
public sealed record SmtpRecipient(string Address)
{
    /// <summary>Gets the events to notify (NOTIFY, RFC 3461 section 4.1). Default: null, the server decides, mostly on failure.</summary>
    public SmtpNotify? Notify { get; init; }

    /// <summary>Creates a recipient without notification options.</summary>
    public static implicit operator SmtpRecipient(string address) => new(address);

    /// <summary>Creates a recipient without notification options.</summary>
    public static SmtpRecipient FromString(string address) => new(address);
}
