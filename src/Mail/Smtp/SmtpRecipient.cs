namespace EmailAgent.Mail.Smtp;

/// <summary>One recipient of a message.</summary>
/// <param name="Address">Bare address.</param>
public sealed record SmtpRecipient(string Address)
{
    /// <summary>When to send notifications (NOTIFY, RFC 3461 section 4.1). Default: null, the server decides, mostly on failure.</summary>
    public SmtpNotify? Notify { get; init; }

    /// <summary>Address that notifications name as the original one (ORCPT). Default: null, none.</summary>
    public string? Original { get; init; }

    /// <summary>A recipient without wishes.</summary>
    public static implicit operator SmtpRecipient(string address) => new(address);

    /// <summary>A recipient without wishes.</summary>
    public static SmtpRecipient FromString(string address) => new(address);
}
