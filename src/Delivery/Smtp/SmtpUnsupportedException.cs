namespace EmailAgent.Delivery.Smtp;

/// <summary>The server lacks a requirement of the message or login. Nothing was sent; the connection lives.</summary>
public sealed class SmtpUnsupportedException : SmtpException
{
    internal SmtpUnsupportedException(SmtpRequirement requirement, string message)
        : base(message, null) => Requirement = requirement;

    /// <summary>Gets the missing requirement.</summary>
    public SmtpRequirement Requirement { get; }
}
