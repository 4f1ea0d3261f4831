namespace EmailAgent.Mail.Smtp;

/// <summary>What became of a message. Only <see cref="NotSent"/> may be tried again without the danger of sending twice.</summary>
public enum SmtpOutcome
{
    /// <summary>Surely not sent: the server refused, or the end of the message was never handed over.</summary>
    NotSent,

    /// <summary>Surely sent: the server has taken responsibility (RFC 5321 section 4.2.5).</summary>
    Sent,

    /// <summary>The end of the message was handed over, or part of it, and no reply came. Look for the message before trying again.</summary>
    Unknown,
}
