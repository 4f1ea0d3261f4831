namespace EmailAgent.Delivery.Smtp;

/// <summary>The server sent something that is not SMTP, or more than <see cref="SmtpLimits"/> allows. The connection is dead.</summary>
public sealed class SmtpProtocolException : SmtpException
{
    internal SmtpProtocolException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal override SmtpException Again() => new SmtpProtocolException(Message, this);
}
