namespace EmailAgent.Mail.Smtp;

/// <summary>The server does not offer what is needed. Nothing was sent; the connection lives.</summary>
public sealed class SmtpUnsupportedException : SmtpException
{
    internal SmtpUnsupportedException(SmtpRequirement requirement, string message)
        : base(message, null) => Requirement = requirement;

    /// <summary>What is missing.</summary>
    public SmtpRequirement Requirement { get; }
}
