namespace EmailAgent.Mail.Smtp;

/// <summary>How much of a message a notification of failure returns (RFC 3461 section 4.3).</summary>
public enum SmtpReturn
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>Its header.</summary>
    Headers,
}
