namespace EmailAgent.Delivery.Smtp;

/// <summary>Part of a message that a failure notification returns (RFC 3461 section 4.3).</summary>
public enum SmtpReturn
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>Its header.</summary>
    Headers,
}
