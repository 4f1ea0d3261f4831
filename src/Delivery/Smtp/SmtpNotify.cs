namespace EmailAgent.Delivery.Smtp;

/// <summary>Events for delivery status notifications (RFC 3461 section 4.1).</summary>
[Flags]
public enum SmtpNotify
{
    /// <summary>Never.</summary>
    Never = 0,

    /// <summary>The message was delivered.</summary>
    Success = 1,

    /// <summary>The message cannot be delivered.</summary>
    Failure = 2,

    /// <summary>The message is delayed.</summary>
    Delay = 4,
}
