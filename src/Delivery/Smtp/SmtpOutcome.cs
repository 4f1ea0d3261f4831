namespace EmailAgent.Delivery.Smtp;

/// <summary>Outcome of a message. Only <see cref="NotSent"/> can be retried without the risk of sending twice.</summary>
public enum SmtpOutcome
{
    /// <summary>Surely not sent: the server refused, or the end of the message was never sent.</summary>
    NotSent,

    /// <summary>Surely sent: the server has taken responsibility (RFC 5321 section 4.2.5).</summary>
    Sent,

    /// <summary>The end of the message was sent, at least in part, and no reply arrived. Look for the message before retrying.</summary>
    Unknown,
}
