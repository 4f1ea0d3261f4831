namespace EmailAgent.Delivery.Smtp;

/// <summary>
/// Base of the errors of <see cref="SubmissionClient"/>. The server refused or lacks something (<see cref="SmtpCommandException"/>,
/// <see cref="SmtpUnsupportedException"/>): the connection lives. The connection broke (<see cref="SmtpConnectionException"/>,
/// <see cref="SmtpProtocolException"/>): it is dead. Messages contain the server's text, never what was sent to it.
/// </summary>
public abstract class SmtpException : Exception
{
    private protected SmtpException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>Returns the same error for a later call on the dead connection, with the first one as its cause.</summary>
    internal virtual SmtpException Again() => this;
}
