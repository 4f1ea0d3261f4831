namespace EmailAgent.Mail.Smtp;

/// <summary>When to send delivery status notifications (RFC 3461 section 4.1).</summary>
[Flags]
public enum SmtpNotify
{
    /// <summary>Never.</summary>
    Never = 0,

    /// <summary>When the message was delivered.</summary>
    Success = 1,

    /// <summary>When it cannot be delivered.</summary>
    Failure = 2,

    /// <summary>When it is late.</summary>
    Delay = 4,
}
